import type { ChangedName, Pbom, PbomChanges } from '../model/index.js';
import { stampJson } from './audit-report.js';
import { createPaint } from './colour.js';
import { nameJson } from './difference-report.js';
import { namesBlock } from './difference-text.js';

/** The bill as JSON; `readPbom` reads it again. */
export function pbomJson({ stamp, needs, grants, unresolved }: Pbom): string {
  return `${JSON.stringify({ ...stampJson(stamp), kind: 'pbom', needs: needs.map(nameJson), grants: grants.map(nameJson), unresolved }, null, 2)}\n`;
}

/** Throws a `TypeError` that says what is wrong with the text. */
export function readPbom(text: string): Pick<Pbom, 'needs' | 'grants'> {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value) || value.kind !== 'pbom' || value.format !== 1) throw new TypeError('it is no bill of materials of `scope-audit pbom`');
  return { needs: readNames(value.needs), grants: readNames(value.grants) };
}

function readNames(list: unknown): ChangedName[] {
  if (!Array.isArray(list)) throw new TypeError('a list of needs or grants is missing');
  return list.map((one: unknown) => {
    if (!isRecord(one) || !Array.isArray(one.anyOf) || !Array.isArray(one.places)) throw new TypeError('an entry has no names or places');
    const { application, client, kind, anyOf, places } = one as unknown as { application: string; client: string; kind: ChangedName['kind']; anyOf: string[]; places: ChangedName['places'] };
    return { application, client, kind, names: anyOf, places };
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function pbomText({ needs, grants }: Pbom, colour: boolean): string {
  const paint = createPaint(colour);
  return text([namesBlock('needs', '+', needs, paint), namesBlock('is granted', '+', grants, paint)], 'nothing is needed or granted');
}

export function pbomChangesText({ needs, grants }: PbomChanges, colour: boolean): string {
  const paint = createPaint(colour);
  return text(
    [namesBlock('newly needs', '+', needs.added, paint), namesBlock('no longer needs', '-', needs.removed, paint), namesBlock('is newly granted', '+', grants.added, paint), namesBlock('is no longer granted', '-', grants.removed, paint)],
    'nothing has changed',
  );
}

export function pbomChangesJson({ needs, grants }: PbomChanges): string {
  const both = ({ added, removed }: PbomChanges['needs']) => ({ added: added.map(nameJson), removed: removed.map(nameJson) });
  return `${JSON.stringify({ format: 1, kind: 'pbom-changes', needs: both(needs), grants: both(grants) }, null, 2)}\n`;
}

function text(blocks: readonly string[][], nothing: string): string {
  const filled = blocks.filter((lines) => lines.length > 0);
  return filled.length === 0 ? `${nothing}\n` : filled.map((lines) => `${lines.join('\n')}\n`).join('\n');
}
