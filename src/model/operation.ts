/** What the platform checks for an operation: all of the permissions, any one of them, none, or no source says. */
export type PermissionMode = 'ALL' | 'ANY' | 'NONE' | 'UNKNOWN';
export type OperationStatus = 'current' | 'current-no-sdk' | 'retired';
/** `oauth` needs an access token; guest endpoints and open ones need neither scope nor permission. */
export type OperationAuth = 'oauth' | 'none' | 'guest-chat' | 'webmessaging';

/** One row of the catalog: an HTTP operation of the platform and what it needs, with where each fact is from. */
export interface Operation {
  /** `METHOD path`, e.g. `GET /api/v2/routing/queues`. */
  id: string;
  method: string;
  path: string;
  mode: PermissionMode;
  permissions: readonly string[];
  /** Any one of these is enough. */
  scopes: readonly string[];
  auth: OperationAuth;
  status: OperationStatus;
  deprecated: boolean;
  /** The last SDK version that had a retired operation. */
  lastSdkVersion?: string;
  /** `Class.method` names of the JavaScript SDK, of all versions. */
  sdk: readonly string[];
  permissionSource: string;
  /** `inferred` scopes are shown as inferred wherever they appear. */
  scopeSource: string;
  /** `user`: not valid with client credentials; `client`: valid only with them. */
  bound?: 'user' | 'client';
  /** Present when an overlay of the configuration corrected or added this row. */
  overlay?: { reason: string };
}

/** A permission spelling in circulation and what it really is. */
export interface Alias {
  name: string;
  /** Permissions it may mean; more than one: what the code calls decides; none: it means nothing. */
  permissions: readonly string[];
  scopes: readonly string[];
  note: string;
  source: string;
}

export interface Region {
  /** AWS name, e.g. `eu-central-1`. */
  name: string;
  domain: string;
  /** The SDK's enum member, e.g. `eu_central_1`. */
  sdk: string;
}

export interface CatalogInfo {
  /** ISO date of the newest source. */
  date: string;
  /** SHA-256 over the compiled content, first 16 hex digits. */
  hash: string;
  sources: readonly { id: string; what: string; date: string }[];
  counts: { operations: number; current: number; retired: number; deprecated: number; permissions: number; scopes: number; sdkNames: number; gcCommands: number };
}
