import type { Operation } from '../model/index.js';
import type { Catalog } from './catalog.js';
import { formatPermissions, formatScopes } from './operation-text.js';
import { shapeOf } from './operations.js';

export interface CatalogChange {
  field: 'path' | 'permissions' | 'scopes' | 'auth' | 'status' | 'deprecated' | 'sdk';
  before: string;
  after: string;
}

/** How one catalog differs from another. Sources are not compared: a fact that stays the same is no difference. */
export interface CatalogDiff {
  before: { date: string; hash: string };
  after: { date: string; hash: string };
  added: readonly Operation[];
  removed: readonly Operation[];
  changed: readonly { operation: string; changes: readonly CatalogChange[] }[];
  permissions: NameChange;
  scopes: NameChange;
}

interface NameChange {
  added: readonly string[];
  removed: readonly string[];
}

export function diffCatalogs(before: Catalog, after: Catalog): CatalogDiff {
  const appeared = after.operations.filter(({ id }) => !before.operation(id));
  const byShape = new Map(appeared.map((op) => [shapeOf(op), op]));
  const pairs = before.operations.map((old) => ({ old, now: after.operation(old.id) ?? byShape.get(shapeOf(old)) }));
  const matched = new Set(pairs.map(({ now }) => now));
  return {
    before: { date: before.info.date, hash: before.info.hash },
    after: { date: after.info.date, hash: after.info.hash },
    added: appeared.filter((op) => !matched.has(op)),
    removed: pairs.flatMap(({ old, now }) => (now ? [] : [old])),
    changed: pairs.flatMap(({ old, now }) => {
      const changes = now ? changesOf(old, now) : [];
      return changes.length > 0 ? [{ operation: old.id, changes }] : [];
    }),
    permissions: changedNames(before.permissions, after.permissions),
    scopes: changedNames(before.scopes, after.scopes),
  };
}

/** The difference for people: counts first, then a line for each fact. */
export function formatCatalogDiff(diff: CatalogDiff): string {
  const head = [
    `Catalog of ${diff.before.date} (${diff.before.hash}) -> ${diff.after.date} (${diff.after.hash})`,
    `Operations: ${diff.added.length} added, ${diff.removed.length} removed, ${diff.changed.length} changed.`
      + ` Permissions: ${diff.permissions.added.length} added, ${diff.permissions.removed.length} removed.`
      + ` Scopes: ${diff.scopes.added.length} added, ${diff.scopes.removed.length} removed.`,
  ];
  const sections = [
    section('Added operations', diff.added.map((op) => `+ ${op.id}  ${needOf(op)}`)),
    section('Removed operations', diff.removed.map((op) => `- ${op.id}`)),
    section('Changed operations', diff.changed.flatMap(({ operation, changes }) => [
      `~ ${operation}`, ...changes.map(({ field, before, after }) => `    ${field}: ${before || 'none'} -> ${after || 'none'}`),
    ])),
    section('Permissions', namesOf(diff.permissions)),
    section('Scopes', namesOf(diff.scopes)),
  ];
  return `${[head.join('\n'), ...sections.filter((text) => text !== '')].join('\n\n')}\n`;
}

function changesOf(old: Operation, now: Operation): CatalogChange[] {
  const fields: CatalogChange[] = [
    { field: 'path', before: old.path, after: now.path },
    { field: 'permissions', before: needOf(old), after: needOf(now) },
    { field: 'scopes', before: scopesOf(old), after: scopesOf(now) },
    { field: 'auth', before: old.auth, after: now.auth },
    { field: 'status', before: old.status, after: now.status },
    { field: 'deprecated', before: old.deprecated ? 'yes' : 'no', after: now.deprecated ? 'yes' : 'no' },
    { field: 'sdk', before: old.sdk.join(', '), after: now.sdk.join(', ') },
  ];
  return fields.filter(({ before, after }) => before !== after);
}

const withoutSource = (text: string): string => text.slice(0, text.lastIndexOf(' ('));
const needOf = (op: Operation): string => withoutSource(formatPermissions({ ...op, permissions: [...op.permissions].sort() }));
const scopesOf = (op: Operation): string => withoutSource(formatScopes({ ...op, scopes: [...op.scopes].sort() }));

function changedNames(before: readonly string[], after: readonly string[]): NameChange {
  const [old, now] = [new Set(before), new Set(after)];
  return { added: after.filter((name) => !old.has(name)), removed: before.filter((name) => !now.has(name)) };
}

const namesOf = ({ added, removed }: NameChange): string[] => [...added.map((name) => `+ ${name}`), ...removed.map((name) => `- ${name}`)];
const section = (title: string, lines: readonly string[]): string => (lines.length > 0 ? [title, ...lines.map((line) => `  ${line}`)].join('\n') : '');
