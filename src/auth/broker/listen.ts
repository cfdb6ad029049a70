import { chmodSync, lstatSync, mkdirSync, unlinkSync } from 'node:fs';
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import path from 'node:path';
import { ConfigurationError } from './configuration-error.js';

/** Bounds that a slow or greedy caller runs into. */
const SERVER: ServerOptions = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 30_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16_384 };
const MOST_CONNECTIONS = 1_024;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** A port of this machine. Beyond loopback only with certificates on both sides. */
export interface PortConfig {
  /** Default: 127.0.0.1. */
  host?: string;
  /** 0 takes any that is free. */
  port: number;
  /** PEM texts; `ca` signs the certificates of the callers. */
  tls?: { key: string; cert: string; ca: string };
}

/** Listens at a unix socket that nobody but its owner (mode 0600), or its group too (0660), may open. */
export async function listenAtSocket(file: string, mode: 0o600 | 0o660, answer: RequestListener): Promise<Server> {
  const server = bound(createServer(SERVER, answer));
  if (!isPipe(file)) {
    checkFolder(path.dirname(file), mode);
    await removeStale(file);
  }
  // The rights hold from the first moment: a chmod after listening would leave one in which anyone may connect.
  const before = process.umask(0o777 & ~mode);
  try {
    await started(server, () => server.listen(file));
  } finally {
    process.umask(before);
  }
  if (!isPipe(file)) chmodSync(file, mode);
  return server;
}

/** Listens at a port. Throws a {@link ConfigurationError} for an address beyond loopback without certificates. */
export async function listenAtPort({ host = '127.0.0.1', port, tls }: PortConfig, answer: RequestListener): Promise<{ server: Server; port: number }> {
  if (!LOOPBACK.has(host) && tls === undefined) throw new ConfigurationError('listen.port.host', `${host} is not loopback; beyond it both sides need certificates (\`tls\` with key, cert and ca)`);
  const server = bound(tls === undefined ? createServer(SERVER, answer) : createTlsServer({ ...SERVER, ...tls, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' }, answer));
  await started(server, () => server.listen(port, host));
  return { server, port: (server.address() as AddressInfo).port };
}

/** Ends what is idle, lets what runs come to its end, and cuts off what has not after `grace` milliseconds. */
export function drain(server: Server, grace: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      server.closeAllConnections();
    }, grace);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function bound(server: Server): Server {
  server.maxConnections = MOST_CONNECTIONS;
  server.on('clientError', (_, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nX-Genesys-Broker: 1\r\n\r\n');
  });
  return server;
}

function started(server: Server, listen: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => {
      server.off('error', reject);
      resolve();
    });
    listen();
  });
}

const isPipe = (file: string): boolean => file.startsWith('\\\\.\\pipe\\');

/** The folder decides who may put another socket in the place of this one. */
function checkFolder(folder: string, mode: number): void {
  mkdirSync(folder, { recursive: true, mode: mode === 0o660 ? 0o750 : 0o700 });
  if (process.platform === 'win32') return;
  const { uid, mode: found } = lstatSync(folder);
  const mine = process.getuid?.();
  if (uid !== mine && uid !== 0) throw new ConfigurationError(folder, `the folder of the socket belongs to user ${uid}; it has to belong to user ${mine} or to root`);
  if ((found & 0o022) !== 0) throw new ConfigurationError(folder, `others may write into the folder of the socket (mode ${(found & 0o777).toString(8)}); 700 or 750 is needed`);
}

/** A socket that a broker left behind when it was killed. One that still answers is left alone. */
async function removeStale(file: string): Promise<void> {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) throw new ConfigurationError(file, 'there is a file that is no socket');
  const lives = await new Promise<boolean>((resolve) => {
    const socket = connect(file);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
  if (lives) throw new ConfigurationError(file, 'another broker answers at this socket');
  unlinkSync(file);
}
