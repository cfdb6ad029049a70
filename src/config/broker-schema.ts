import type { Schema } from '../document/schema.js';

/** What the broker is told to do. */
export interface BrokerFile {
  $schema?: string;
  clients: Record<string, BrokerClientRow>;
  services: Record<string, BrokerServiceRow>;
  port?: { host?: string; port: number; key?: string; cert?: string; ca?: string };
  socketMode?: '0600' | '0660';
  callerRate?: { perSecond: number; burst: number };
  mint?: { concurrency: number; perSecond: number; burst: number };
  allowInsecureSource?: boolean;
  allowRoot?: boolean;
}

export interface BrokerClientRow {
  clientId: string;
  secret: string;
  region?: string;
  loginUrl?: string;
  apiUrl?: string;
  slots?: number;
}

export interface BrokerServiceRow {
  client: string;
  socket?: string;
  handleDigest?: string;
  mode?: 'token' | 'inject';
  allow?: string[];
}

const text = (description: string, pattern = '\\S'): Schema<string> => ({ description, type: 'string', pattern });
const number = (description: string): Schema<number> => ({ description, type: 'number', minimum: 0 });
const yes = (description: string): Schema<boolean> => ({ description, type: 'boolean' });

const client: Schema<BrokerClientRow> = {
  description: 'A mapping with clientId, secret and region.',
  type: 'object',
  required: ['clientId', 'secret'],
  properties: {
    clientId: text('The id of the OAuth client.'),
    secret: { description: 'Where its secret is kept, never the secret itself: env:NAME, file:/path, vault:mount/path#field, aws-sm:name#field or azure-kv:vault/name.', type: 'string', pattern: '^(env:[A-Za-z_][A-Za-z0-9_]*|(vault|aws-sm|azure-kv|file):\\S+)$', writeOnly: true },
    region: text('The region, e.g. eu-west-1 or mypurecloud.ie.'),
    loginUrl: text('In place of the region: the origin of the token endpoint.', '^https?://\\S+$'),
    apiUrl: text('In place of the region: the origin of the API.', '^https?://\\S+$'),
    slots: { description: 'How many tokens of the client are in use at once: a whole number from 1. Each has a rate limit of its own.', type: 'integer', minimum: 1 },
  },
  additionalProperties: false,
};

const service: Schema<BrokerServiceRow> = {
  description: 'A mapping with client, and either socket or handleDigest.',
  type: 'object',
  required: ['client'],
  properties: {
    client: text('The name of the client, under `clients`, whose tokens it uses.'),
    socket: text('The path of its own unix socket: who may open it is decided by the rights of its folder.'),
    handleDigest: text('The SHA-256 of its handle, as `scope-audit broker --new-handle FILE` prints it.', '^[0-9a-f]{64}$'),
    mode: { description: 'token: it is given the token. inject: the broker adds the token to its requests, and the token never leaves.', type: 'string', enum: ['token', 'inject'] },
    allow: { description: 'In inject mode, what it may send: a list of rows.', type: 'array', items: text('A method and a path, e.g. GET /api/v2/users/{userId}.', '^(\\*|[A-Z]+) /\\S*$') },
  },
  additionalProperties: false,
};

export const BROKER_SCHEMA: Schema<BrokerFile> = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:scope-audit:broker',
  title: 'Configuration of scope-audit broker',
  description: 'A mapping with clients and services.',
  type: 'object',
  required: ['clients', 'services'],
  properties: {
    $schema: text('The address of this schema.'),
    clients: { description: 'OAuth clients, by names of your own.', type: 'object', minProperties: 1, additionalProperties: client },
    services: { description: 'Services that have tokens from the broker, by name.', type: 'object', minProperties: 1, additionalProperties: service },
    port: {
      description: 'A port of this machine for services with a handle: a mapping with port, and for other hosts host, key, cert and ca.',
      type: 'object',
      required: ['port'],
      properties: {
        host: text('The address to listen at; default 127.0.0.1. Beyond loopback key, cert and ca are needed.'),
        port: { description: 'A port, 0 for any that is free.', type: 'integer', minimum: 0 },
        key: text('The file of the private key, PEM.'),
        cert: text('The file of the certificate, PEM.'),
        ca: text('The file of the authority that signs certificates of callers, PEM.'),
      },
      additionalProperties: false,
    },
    socketMode: { description: "Rights of the sockets: '0600' (default), or '0660' where services run as other users of the group.", type: 'string', enum: ['0600', '0660'] },
    callerRate: { description: 'What one service may ask for.', type: 'object', required: ['perSecond', 'burst'], properties: { perSecond: number('Requests a second.'), burst: number('Requests at once.') }, additionalProperties: false },
    mint: {
      description: 'How many exchanges run at once and begin in a second, for each client.',
      type: 'object',
      required: ['concurrency', 'perSecond', 'burst'],
      properties: { concurrency: number('Exchanges at once.'), perSecond: number('Exchanges a second.'), burst: number('Exchanges in a burst.') },
      additionalProperties: false,
    },
    allowInsecureSource: yes('Whether secrets may stand in the environment (env:NAME).'),
    allowRoot: yes('Whether the broker may run as root.'),
  },
  additionalProperties: false,
};
