import type { Catalog } from '../../src/catalog/catalog.js';
import { nearestNames } from '../../src/catalog/nearest.js';
import type { CheckContext } from '../../src/model/index.js';
import { compareGrants } from '../../src/require/compare.js';
import type { GrantLine } from '../../src/require/grants.js';
import { nameKey } from '../../src/require/names.js';
import { defineCheck, placed, type RuleReport } from './shared/define.js';
import { lineName, place } from './shared/places.js';
import { code, listed, sentences } from './shared/wording.js';

export const unknownName = defineCheck({
  id: 'unknown-name',
  title: 'A name that the platform does not have',
  severity: 'warning',
  level: 'client',
  identity: ['name'],
  messages: {
    permission: 'Client `{client}` is granted `{name}`, which is no permission of the platform.',
    scope: 'Client `{client}` is granted `{name}`, which is no scope of the platform.',
  },
  check(context) {
    const comparison = compareGrants(context);
    const wanted = new Set(comparison.missing.map((missing) => nameKey(missing.add)));
    return comparison.judged.flatMap(({ grant, verdict }) => (verdict.k === 'unknown' ? grant.lines.map((line) => report(line, wanted, context)) : []));
  },
});

function report(line: GrantLine, wanted: ReadonlySet<string>, context: CheckContext<Catalog>): RuleReport<'permission' | 'scope'> {
  const { catalog } = context;
  const name = line.declared.text;
  const near = nearestNames(name, line.list === 'permissions' ? catalog.permissions : catalog.scopes, 3);
  const [first] = near;
  const needed = near.find((candidate) => wanted.has(nameKey(candidate)));
  const what = line.list === 'permissions' ? 'permissions' : 'scopes';
  return {
    messageId: line.list === 'permissions' ? 'permission' : 'scope',
    data: { client: context.client.name.text, name, nearest: near.join(' ') },
    why: sentences(
      `No endpoint in the catalog of ${catalog.info.date} names it`,
      first === undefined ? `None of its ${String(catalog[what].length)} ${what} is near` : `The nearest of its ${String(catalog[what].length)} ${what}: ${listed(near, 'and')}`,
      needed === undefined ? '' : `The code needs ${code(needed)}, which is not granted`,
    ),
    fix:
      needed !== undefined || first !== undefined
        ? `Correct it to ${code(needed ?? first ?? '')} in ${lineName(context, line)}, or remove it.`
        : `Remove it from ${lineName(context, line)}; if your organisation does have it, add the row to the catalog overlay.`,
    places: placed([place(line.declared.place, 'granted here')]),
    // A name that the code needs is corrected by the finding that misses it.
    ...(needed === undefined && { repair: { safe: false, edits: [{ k: 'remove' as const, place: line.declared.place }] } }),
  };
}
