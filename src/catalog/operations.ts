import { compareText } from '../model/index.js';
import type { CatalogInfo, Operation } from '../model/index.js';

/** What `catalog info` counts. */
export function countFacts(operations: readonly Operation[], gcCommands: number): CatalogInfo['counts'] {
  const count = (test: (op: Operation) => boolean) => operations.filter(test).length;
  return {
    operations: operations.length,
    current: count((op) => op.status !== 'retired'),
    retired: count((op) => op.status === 'retired'),
    deprecated: count((op) => op.deprecated),
    permissions: new Set(operations.flatMap((op) => op.permissions)).size,
    scopes: new Set(operations.flatMap((op) => op.scopes)).size,
    sdkNames: new Set(operations.flatMap((op) => op.sdk.map(methodOf))).size,
    gcCommands,
  };
}

/** The order of operations everywhere: by path, then method. */
export function compareOperations(a: Operation, b: Operation): number {
  return compareText(a.path, b.path) || compareText(a.method, b.method);
}

export const classOf = (sdkName: string): string => sdkName.slice(0, sdkName.indexOf('.'));
export const methodOf = (sdkName: string): string => sdkName.slice(sdkName.indexOf('.') + 1);
/** The nouns of a `gc` command as they usually are: the path's literal segments after its two-part prefix. */
export function impliedWords(path: string): string {
  return path.split('/').slice(3).filter((segment) => !segment.startsWith('{')).join(' ');
}

/** What makes two operations the same: a parameter may get another name. */
export function shapeOf({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  return `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`;
}
