import type { Alias, CatalogInfo, GrantType, Operation, Region } from '../model/index.js';

/** A permission spelling in circulation, as the alias table has it. */
export interface AliasFact extends Alias {
  /** Some of the calls it is used for need no permission at all. */
  mayNeedNone?: boolean;
}

/** An operation that works only with a user's token, or only with a client's own. */
export interface BoundFact {
  operation: string;
  bound: 'user' | 'client';
  reason: string;
  source: string;
}

/** Operations with this path segment act for the user of the token, those on `except` paths for a client too. */
export interface BoundSegment {
  segment: string;
  reason: string;
  source: string;
  except: readonly string[];
}

/** A permission whose holder can widen what anybody is granted. */
export interface EscalationFact {
  permission: string;
  reason: string;
  source: string;
}

/** A name that another SDK, or the definition itself, gives an operation against the naming rule. */
export interface SdkException {
  language: string;
  name: string;
  operation: string;
}

/** The tables that are few rows, kept as they are in the compiled catalog. */
export interface CatalogTables {
  sources: CatalogInfo['sources'];
  regions: readonly Region[];
  /** Permission action in circulation -> real actions it may stand for. */
  aliasActions: Readonly<Record<string, readonly string[]>>;
  aliases: readonly AliasFact[];
  bound: readonly BoundFact[];
  boundSegments: readonly BoundSegment[];
  escalations: readonly EscalationFact[];
  /** SDK login method -> the grant it stands for. */
  logins: Readonly<Record<string, GrantType>>;
  sdkExceptions: readonly SdkException[];
}

/** Everything a catalog is compiled from. */
export interface CatalogFacts extends CatalogTables {
  /** Sorted by path, then method. */
  operations: readonly Operation[];
  /** Words of a `gc` command without `gc` -> `METHOD path`. */
  gc: ReadonlyMap<string, string>;
}

/** One value for each operation, as an index into its distinct values: three digits to base 36, one after the other. */
export interface Column {
  values: string;
  rows: string;
}

/** The operations as few long strings, because those load fastest. Entries of a string are separated by `;`. */
export interface OperationColumns {
  /** `path METHOD METHOD…` for each path; the order of rows in all other columns. */
  paths: string;
  /** As in the readable files, e.g. `ANY routing:queue:view (openapi-2026-07)`. */
  permissions: Column;
  scopes: Column;
  /** `auth status deprecated lastSdk`, `-` for none. */
  traits: Column;
  sdkClasses: string;
  /** `class.method,…` for each row, the class as an index. */
  sdk: string;
  /** Commands for each row; `=verb` where the words before the verb are the path's own. */
  gc: string;
}

/** The compiled catalog, one JSON value. It is also the format of a user's own catalog file. */
export interface CatalogData extends CatalogTables, OperationColumns {
  format: 'scope-audit-catalog';
  version: 1;
  date: string;
  hash: string;
  counts: CatalogInfo['counts'];
  /** Operations that the configuration's overlay corrected or added -> why. Never in a file. */
  overlays?: Readonly<Record<string, string>>;
}
