import type { CatalogInfo, GrantType, Operation, Region } from '../model/index.js';
import type { AliasFact, BoundFact } from './data.js';

/** What the tool knows of the platform, as queries. Made by `openCatalog` from the compiled data. */
export interface Catalog {
  readonly info: CatalogInfo;
  /** Sorted by path, then method. */
  readonly operations: readonly Operation[];
  /** Every path with its methods, sorted; much cheaper than `operations`, which makes an object of each row. */
  readonly paths: readonly { path: string; methods: readonly string[] }[];
  readonly regions: readonly Region[];
  /** By `METHOD path` as the catalog spells it. */
  operation(id: string): Operation | undefined;
  /** By the SDK's method name alone: no name means two operations. */
  sdkMethod(name: string): Operation | undefined;
  hasSdkClass(name: string): boolean;
  /** The SDK's login methods (`loginPKCEGrant`, …) and the grant each stands for. */
  sdkLogin(name: string): GrantType | undefined;
  /** By the words of a `gc` command, without flags and arguments. */
  gcCommand(words: string): Operation | undefined;
  /** The catalog's spelling of a permission, compared without case; undefined when no operation names it. */
  permission(name: string): string | undefined;
  /** The catalog's spelling of a scope, compared without case. */
  scope(name: string): string | undefined;
  /** All permission names and all scopes that operations name, sorted. */
  readonly permissions: readonly string[];
  readonly scopes: readonly string[];
  /** Operations that name the permission or the scope. */
  operationsNaming(grant: string): readonly Operation[];
  /** An entry of the alias table, or what its general rule makes of the name; compared without case. */
  alias(name: string): AliasFact | undefined;
  /** Permissions that let their holder widen what anybody is granted, and why. */
  escalation(permission: string): string | undefined;
  /** Why an operation works only with a user's token or only with a client's own, by its id. */
  bound(id: string): BoundFact | undefined;
}
