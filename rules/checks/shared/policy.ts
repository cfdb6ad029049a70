import type { Catalog } from '../../../src/catalog/catalog.js';
import type { CheckContext, PolicyRow } from '../../../src/model/index.js';
import { inEnvironment } from '../../../src/require/effective-client.js';
import { grantsOf, type Grant } from '../../../src/require/grants.js';
import { nameKey, overlaps } from '../../../src/require/names.js';
import { placed, type RuleReport } from './define.js';
import { lineName, place } from './places.js';
import { code, listed, sentences } from './wording.js';

/** Grants that a row of the policy speaks of, in the environments that it names. */
export function reportByPolicy(rows: readonly PolicyRow[], context: CheckContext<Catalog>, fix: (name: string, at: string) => string): RuleReport<'grant'>[] {
  const here = rows.filter((row) => holdsIn(row, context));
  return grantsOf(context.client, context.catalog).flatMap((grant) =>
    here.filter((row) => speaksOf(row, grant)).slice(0, 1).flatMap((row) =>
      grant.lines.map((line): RuleReport<'grant'> => ({
        messageId: 'grant',
        data: { client: context.client.name.text, grant: grant.name, row: row.grant, where: row.environments === undefined ? '' : ` in ${listed(row.environments, 'or')}` },
        why: sentences(
          row.reason.replace(/\.$/, ''),
          nameKey(row.grant) === nameKey(grant.name) ? '' : `The policy names ${code(row.grant)}`,
          row.environments !== undefined && context.application.environments.length === 0 ? 'The manifest names no environments, so its grants may be for any of them' : '',
        ),
        fix: fix(line.declared.text, lineName(context, line)),
        places: placed([place(line.declared.place, 'granted here')]),
      })),
    ),
  );
}

/**
 * A row for some environments holds for a client whose grants are the same there, or for the grants that it has there. A manifest that
 * names no environments may be for any of them.
 */
function holdsIn({ environments }: PolicyRow, { application, client, environment }: CheckContext<Catalog>): boolean {
  if (environments === undefined || application.environments.length === 0) return true;
  const named = (name: string): boolean => environments.some((one) => nameKey(one) === nameKey(name));
  if (environment !== undefined) return named(environment.name.text);
  return application.environments.some((one) => named(one.name.text) && inEnvironment(client, one) === undefined);
}

function speaksOf({ grant: pattern }: PolicyRow, grant: Grant): boolean {
  return grant.permissions.some((name) => overlaps(pattern, name)) || grant.scopes.some((name) => nameKey(name) === nameKey(pattern)) || nameKey(grant.name) === nameKey(pattern);
}
