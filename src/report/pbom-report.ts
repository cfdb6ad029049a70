import type { Pbom, PbomChanges } from '../model/index.js';
import { stampJson } from './audit-report.js';
import { createPaint } from './colour.js';
import { nameJson } from './difference-report.js';
import { namesBlock } from './difference-text.js';

/** The bill as JSON; `src/saved` reads it again. */
export function pbomJson({ stamp, needs, grants, unresolved }: Pbom): string {
  return `${JSON.stringify({ ...stampJson(stamp), kind: 'pbom', needs: needs.map(nameJson), grants: grants.map(nameJson), unresolved }, null, 2)}\n`;
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
