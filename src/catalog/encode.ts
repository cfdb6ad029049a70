import { compareText } from '../model/index.js';
import type { Operation } from '../model/index.js';
import { ROW_WIDTH } from './column.js';
import type { Column, OperationColumns } from './data.js';
import { formatPermissions, formatScopes } from './operation-text.js';
import { classOf, compareOperations, impliedWords, methodOf } from './operations.js';

/** The columns that `decodeOperations` and the catalog's queries read. */
export function encodeOperations(operations: readonly Operation[], gc: ReadonlyMap<string, string>): OperationColumns {
  const sorted = [...operations].sort(compareOperations);
  const classes = [...new Set(sorted.flatMap((op) => op.sdk.map(classOf)))].sort(compareText);
  const classIndex = new Map(classes.map((name, index) => [name, index]));
  const shorten = (name: string) => `${classIndex.get(classOf(name)) ?? ''}.${methodOf(name)}`;
  return {
    paths: joinPaths(sorted),
    permissions: toColumn(sorted.map(formatPermissions)),
    scopes: toColumn(sorted.map(formatScopes)),
    traits: toColumn(sorted.map((op) => `${op.auth} ${op.status} ${op.deprecated ? 'deprecated' : '-'} ${op.lastSdkVersion ?? '-'}`)),
    sdkClasses: classes.join(';'),
    sdk: sorted.map((op) => op.sdk.map(shorten).join(',')).join(';'),
    gc: joinCommands(sorted, gc),
  };
}

function joinPaths(operations: readonly Operation[]): string {
  const methods = new Map<string, string[]>();
  for (const op of operations) {
    const list = methods.get(op.path);
    if (list) list.push(op.method);
    else methods.set(op.path, [op.method]);
  }
  return [...methods].map(([path, list]) => [path, ...list].join(' ')).join(';');
}

function toColumn(values: readonly string[]): Column {
  const distinct = new Map<string, number>();
  const rows = values.map((value) => {
    const index = distinct.get(value) ?? distinct.size;
    distinct.set(value, index);
    return index;
  });
  return { values: [...distinct.keys()].join(';'), rows: rows.map((index) => index.toString(36).padStart(ROW_WIDTH, '0')).join('') };
}

function joinCommands(operations: readonly Operation[], gc: ReadonlyMap<string, string>): string {
  const commands = new Map<string, string[]>();
  for (const [words, id] of gc) commands.set(id, [...(commands.get(id) ?? []), words]);
  return operations
    .map(({ id, path }) => {
      const implied = `${impliedWords(path)} `;
      const shorten = (words: string) => {
        const verb = words.startsWith(implied) ? words.slice(implied.length) : ' ';
        return verb.includes(' ') ? words : `=${verb}`;
      };
      return (commands.get(id) ?? []).sort(compareText).map(shorten).join(',');
    })
    .join(';');
}
