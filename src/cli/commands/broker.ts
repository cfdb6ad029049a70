import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationError, openBroker, openSlots, type Broker, type BrokerConfig, type BrokeredClient } from '../../auth/broker/index.js';
import { OptionError } from '../../auth/index.js';
import { openSecret } from '../../auth/secrets/index.js';
import type { BrokerFile } from '../../config/broker-schema.js';
import { readBroker } from '../../config/read-broker.js';
import { EXIT, ToolError, type ExitCode, type Place } from '../../model/index.js';
import type { CliIo } from '../io.js';
import type { BrokerOptions } from '../run-cli.js';
import { readSavedText, throwProblem } from '../saved-file.js';

/** `scope-audit broker FILE`: hands out tokens to the services of this machine until it is told to end. */
export async function broker(file: string | undefined, { newHandle }: BrokerOptions, io: CliIo): Promise<ExitCode> {
  if (newHandle !== undefined) return makeHandle(newHandle, io);
  if (file === undefined) throw new ToolError('no-configuration', 'there is no configuration of the broker', { hint: 'name its file: scope-audit broker broker.yaml' });
  const { broker: read, problems } = readBroker(await readSavedText(io.cwd, file, 'it holds `clients` and `services`'), file);
  if (read === undefined) throwProblem(problems);
  const folder = path.dirname(path.resolve(io.cwd, file));
  const opened = await open(read.value, folder, io, read.place);
  const sockets = Object.entries(read.value.services).flatMap(([name, { socket }]) => (socket === undefined ? [] : [`${name} at ${socket}`]));
  io.stderr.write(`handing out tokens: ${[...sockets, ...(opened.port === undefined ? [] : [`port ${opened.port}`])].join(', ')}; Ctrl+C ends\n`);
  const stop = io.interrupted();
  if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }));
  await opened.close();
  return EXIT.clean;
}

async function open(file: BrokerFile, folder: string, io: CliIo, place: (path: (string | number)[]) => Place): Promise<Broker> {
  try {
    const clients = await Promise.all(Object.entries(file.clients).map(([name, row]): Promise<[string, BrokeredClient]> => openClient(name, row, file, folder, io)));
    return await openBroker(await brokerConfig(file, folder), new Map(clients));
  } catch (error) {
    if (error instanceof ConfigurationError) throw new ToolError('broker-configuration', error.message, { place: place(pathOf(error.key)) });
    throw error;
  }
}

async function openClient(name: string, { clientId, secret, slots = 1, ...hosts }: BrokerFile['clients'][string], { mint, allowInsecureSource = false }: BrokerFile, folder: string, { env }: CliIo): Promise<[string, BrokeredClient]> {
  try {
    const store = await openSecret(secret, { allowInsecureSource, folder, env });
    return [name, openSlots({ ...hosts, clientId, secret: store, slots, ...(mint && { mint }) })];
  } catch (error) {
    throw error instanceof OptionError ? new ConfigurationError(`clients.${name}`, error.message) : error;
  }
}

async function brokerConfig({ services, port, socketMode, callerRate, allowRoot }: BrokerFile, folder: string): Promise<BrokerConfig> {
  const at = (name: string): string => path.resolve(folder, name);
  const own = Object.fromEntries(Object.entries(services).map(([name, { socket, ...service }]) => [name, { ...service, ...(socket !== undefined && { socket: at(socket) }) }]));
  const { key, cert, ca, ...where } = port ?? { port: undefined };
  const pem = async (file: string): Promise<string> => readFile(at(file), 'utf8');
  const tls = key !== undefined && cert !== undefined && ca !== undefined ? { tls: { key: await pem(key), cert: await pem(cert), ca: await pem(ca) } } : {};
  return {
    services: own,
    ...(where.port !== undefined && { port: { ...where, port: where.port, ...tls } }),
    ...(socketMode !== undefined && { socketMode: socketMode === '0660' ? 0o660 : 0o600 }),
    ...(callerRate && { callerRate }),
    ...(allowRoot !== undefined && { allowRoot }),
  };
}

/** `services.a.allow[0]` as the path of a key. */
function pathOf(key: string): (string | number)[] {
  return [...key.matchAll(/[^.[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** A new handle goes into a file that its service alone may read; what the broker is told is its digest. */
async function makeHandle(file: string, io: CliIo): Promise<ExitCode> {
  const handle = randomBytes(32).toString('base64url');
  await writeFile(path.resolve(io.cwd, file), `${handle}\n`, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    throw new ToolError('no-handle', `the handle could not be written to ${file} (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`, { hint: 'name a file that does not exist yet' });
  });
  io.stdout.write(`${createHash('sha256').update(handle).digest('hex')}\n`);
  return EXIT.clean;
}
