import { parseAllowRow, type AllowRow } from './allow-list.js';
import { ConfigurationError } from './configuration-error.js';

/** A service that the broker answers, as it is configured. */
export interface ServiceConfig {
  /** The OAuth client that it may use. */
  client: string;
  /** SHA-256 of its handle, 64 hex digits; without it only its own socket proves who it is. */
  handleDigest?: string;
  /** A unix socket (or named pipe) of its own; who may open it is decided by the rights of its folder. */
  socket?: string;
  /** `token`: it is given the token. `inject`: the broker adds the token to its requests, and the token never leaves. */
  mode?: 'token' | 'inject';
  /** What it may send in inject mode, e.g. `GET /api/v2/users/{userId}`; left out: everything under `/api/`. */
  allow?: readonly string[];
}

export interface BrokerService {
  name: string;
  client: string;
  handleDigest?: string;
  socket?: string;
  mode: 'token' | 'inject';
  allow?: readonly AllowRow[];
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Reads the services of a configuration. Throws a {@link ConfigurationError} that names the service and the key. */
export function readServices(services: Readonly<Record<string, ServiceConfig>>, clients: ReadonlySet<string>): ReadonlyMap<string, BrokerService> {
  const sockets = new Map<string, string>();
  return new Map(
    Object.entries(services).map(([name, { client, handleDigest, socket, mode = 'token', allow }]) => {
      const at = `services.${name}`;
      if (!NAME.test(name)) throw new ConfigurationError(at, 'a name is letters, digits, `.`, `_` and `-`, at most 64');
      if (!clients.has(client)) throw new ConfigurationError(`${at}.client`, `there is no client \`${client}\`; there are: ${[...clients].sort().join(', ')}`);
      if (handleDigest === undefined && socket === undefined) throw new ConfigurationError(at, 'either `handleDigest` or `socket` says how the service proves who it is');
      if (handleDigest !== undefined && !/^[0-9a-f]{64}$/.test(handleDigest)) throw new ConfigurationError(`${at}.handleDigest`, 'a SHA-256 is 64 lower-case hex digits');
      const other = socket === undefined ? undefined : sockets.get(socket);
      if (other !== undefined) throw new ConfigurationError(`${at}.socket`, `the socket is that of \`${other}\` already; each service has its own`);
      if (socket !== undefined) sockets.set(socket, name);
      const rows = allow?.map((row, index) => readRow(row, `${at}.allow[${index}]`));
      if (rows !== undefined && mode !== 'inject') throw new ConfigurationError(`${at}.allow`, 'an allow list holds in inject mode only: whoever has the token may send anything');
      return [name, { name, client, mode, ...(handleDigest !== undefined && { handleDigest }), ...(socket !== undefined && { socket }), ...(rows !== undefined && { allow: rows }) }];
    }),
  );
}

function readRow(text: string, at: string): AllowRow {
  try {
    return parseAllowRow(text);
  } catch (error) {
    throw new ConfigurationError(at, error instanceof Error ? error.message : String(error));
  }
}
