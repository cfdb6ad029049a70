import type { Catalog } from '../../src/catalog/catalog.js';
import type { CheckContext } from '../../src/model/index.js';
import { compareGrants, type Judged } from '../../src/require/compare.js';
import { hasWildcard, type Grant } from '../../src/require/grants.js';
import { defineCheck, placed, type RuleReport } from './shared/define.js';
import { lineName, place } from './shared/places.js';
import { at, callsTo, code, needsBehind } from './shared/wording.js';

export const redundantGrant = defineCheck({
  id: 'redundant-grant',
  title: 'A grant repeats what another one gives',
  severity: 'warning',
  level: 'client',
  identity: ['grant'],
  messages: {
    contained: 'Client `{client}` is granted `{grant}`, which `{within}` already contains.',
    repeated: 'Client `{client}` is granted `{grant}` twice: `{text}` means the same as `{first}`.',
  },
  check(context) {
    return compareGrants(context).judged.flatMap((judged): RuleReport<'contained' | 'repeated'>[] => {
      if (judged.verdict.k === 'contained') return [reportContained(judged, judged.verdict.within, context)];
      return judged.verdict.k === 'excess' || judged.verdict.k === 'wider' ? [] : reportRepeats(judged, context);
    });
  },
});

function reportContained({ grant, meets }: Judged, within: Grant, context: CheckContext<Catalog>): RuleReport<'contained'> {
  const [line] = grant.lines;
  const outer = within.lines.find((other) => other.list === line.list && other.role === line.role) ?? within.lines[0];
  const narrower = hasWildcard(within) ? `; or keep it and narrow ${code(outer.declared.text)} to what is used` : '';
  return {
    messageId: 'contained',
    data: { client: context.client.name.text, grant: grant.name, within: within.name },
    why: `${code(outer.declared.text)} (${at(outer.declared.place)}) gives ${code(grant.name)} too${meets.length > 0 ? ` and is needed all the same; together they serve ${callsTo(needsBehind(meets))}` : ''}.`,
    fix: `Remove ${code(line.declared.text)} from ${lineName(context, line)}${narrower}.`,
    places: placed([place(line.declared.place, 'granted here'), place(outer.declared.place, 'contained in this')]),
    repair: { safe: false, edits: [{ k: 'remove', place: line.declared.place }] },
  };
}

function reportRepeats({ grant }: Judged, context: CheckContext<Catalog>): RuleReport<'repeated'>[] {
  return grant.repeats.map((line) => {
    const first = grant.lines.find((other) => other.list === line.list && other.role === line.role) ?? grant.lines[0];
    return {
      messageId: 'repeated',
      data: { client: context.client.name.text, grant: grant.name, text: line.declared.text, first: first.declared.text },
      why: `Both are read as ${code(grant.name)}.`,
      fix: `Remove ${code(line.declared.text)} from ${lineName(context, line)}.`,
      places: placed([place(line.declared.place, 'repeated here'), place(first.declared.place, 'granted here')]),
      repair: { safe: true, edits: [{ k: 'remove', place: line.declared.place }] },
    };
  });
}
