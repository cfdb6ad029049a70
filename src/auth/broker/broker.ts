import type { Server } from 'node:http';
import { createCallerRates, type CallerRate } from './caller-rate.js';
import { ConfigurationError } from './configuration-error.js';
import { createHandler, type HandlerPort } from './handler.js';
import { drain, listenAtPort, listenAtSocket, type PortConfig } from './listen.js';
import { createOpaqueHandles } from './opaque-handles.js';
import { readServices, type BrokerService, type ServiceConfig } from './services.js';
import { slotOf } from './slots.js';
import type { TokenSource } from './token-source.js';

/** An OAuth client whose tokens are handed out. */
export interface BrokeredClient {
  /** Base of the API that requests of inject mode go to, e.g. `https://api.mypurecloud.ie`. */
  api: string;
  /** The tokens of each slot; at least one. A token has a rate limit of its own, so that more slots carry more requests. */
  slots: readonly TokenSource[];
}

export interface BrokerConfig {
  services: Readonly<Record<string, ServiceConfig>>;
  /** A port that all services with a handle share. */
  port?: PortConfig;
  /** Rights of the sockets: 0600 (default), or 0660 where services run as other users of the group. */
  socketMode?: 0o600 | 0o660;
  /** What one service may ask for; default: 100 a second, 500 at once. */
  callerRate?: CallerRate;
  /** A broker that runs as root can be made to open anyone's files; say so when it has to. */
  allowRoot?: boolean;
}

/** A broker that answers. */
export interface Broker {
  /** The port that services share, when there is one. */
  port: number | undefined;
  status: () => BrokerStatus;
  /** Stops listening, lets running answers end within `grace` milliseconds (default 5,000), closes the clients. Tokens are not revoked: callers still hold them. */
  close: (grace?: number) => Promise<void>;
}

/** No token and no secret: names, states, ages, fingerprints. */
export interface BrokerStatus {
  clients: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  services: Readonly<Record<string, { client: string; slot: number; mode: string }>>;
}

const CALLER_RATE: CallerRate = { perSecond: 100, burst: 500 };

/** Starts a broker. Throws a {@link ConfigurationError} that names the key at fault; then nothing listens. */
export async function openBroker(config: BrokerConfig, clients: ReadonlyMap<string, BrokeredClient>): Promise<Broker> {
  if (process.getuid?.() === 0 && config.allowRoot !== true) throw new ConfigurationError('allowRoot', 'the broker runs as root; give it a user of its own, or set allowRoot: true');
  const services = readServices(config.services, new Set(clients.keys()));
  const sockets = [...services.values()].filter(({ socket }) => socket !== undefined);
  if (sockets.length === 0 && config.port === undefined) throw new ConfigurationError('port', 'there is neither a socket of a service nor a port to listen at');
  const now = (): number => performance.now();
  const clientOf = (service: BrokerService): BrokeredClient => need(clients.get(service.client));
  const slot = (service: BrokerService): number => slotOf(service.name, clientOf(service).slots.length);
  const status = (): BrokerStatus => ({
    clients: Object.fromEntries([...clients].map(([name, { slots }]) => [name, slots.map((source) => source.status())])),
    services: Object.fromEntries([...services].map(([name, service]) => [name, { client: service.client, slot: slot(service), mode: service.mode }])),
  });
  const hosts = new Set(['localhost']);
  const port: HandlerPort = {
    services,
    sourceOf: (service) => need(clientOf(service).slots[slot(service)]),
    handles: createOpaqueHandles(now),
    hosts,
    waitOf: createCallerRates(config.callerRate ?? CALLER_RATE, now),
    apiOf: (service) => clientOf(service).api,
    status,
    isReady: () => [...clients.values()].every(({ slots }) => slots.every((source) => source.isLive())),
  };
  const servers: Server[] = [];
  const close = async (grace = 5_000): Promise<void> => {
    await Promise.all(servers.map((server) => drain(server, grace)));
    await Promise.all([...clients.values()].flatMap(({ slots }) => slots.map((source) => source.close())));
  };
  try {
    for (const { name, socket = '' } of sockets) servers.push(await listenAtSocket(socket, config.socketMode ?? 0o600, createHandler(port, name)));
    if (config.port === undefined) return { port: undefined, status, close };
    const shared = await listenAtPort(config.port, createHandler(port));
    servers.push(shared.server);
    for (const host of new Set(['127.0.0.1', 'localhost', '[::1]', config.port.host ?? '127.0.0.1'])) hosts.add(`${host}:${shared.port}`.toLowerCase());
    return { port: shared.port, status, close };
  } catch (error) {
    await close(0);
    throw error;
  }
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('a client without slots');
  return value;
}
