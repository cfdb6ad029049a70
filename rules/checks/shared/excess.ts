import type { Catalog } from '../../../src/catalog/catalog.js';
import type { CheckContext, FindingPlace } from '../../../src/model/index.js';
import { compareGrants, type Comparison, type Judged } from '../../../src/require/compare.js';
import type { Grant } from '../../../src/require/grants.js';
import { isWildcard, nameKey } from '../../../src/require/names.js';
import type { GrantKind } from '../../../src/require/needs.js';
import { placed, type RuleReport } from './define.js';
import { lineName, openPlaces, place } from './places.js';
import { at, capital, code, count, listed, needsBehind, rows, sentences } from './wording.js';

type ExcessReport = RuleReport<'unused' | 'covered'>;

/** Grants of the kind that lie outside the best cover. */
export function reportExcess(kind: GrantKind, context: CheckContext<Catalog>): ExcessReport[] {
  const comparison = compareGrants(context);
  return comparison.judged.flatMap((judged) =>
    judged.verdict.k === 'excess' && judged.grant.kind === kind ? [report(judged, judged.verdict.instead, comparison, context)] : [],
  );
}

function report(judged: Judged, instead: readonly Grant[], comparison: Comparison, context: CheckContext<Catalog>): ExcessReport {
  const { grant, open } = judged;
  const needs = needsBehind(judged.meets);
  const covered = instead.length > 0;
  return {
    messageId: covered ? 'covered' : 'unused',
    data: {
      client: context.client.name.text,
      [grant.kind]: grant.name,
      written: written(grant),
      instead: listed(instead.map(({ name }) => name)),
    },
    why: sentences(
      covered ? rows(needs.map(({ operation }) => operation), grant.kind) : notCalled(judged, context.catalog),
      covered ? `The least of what is granted is ${listed(instead.map(({ name }) => name))}` : '',
      openText(judged),
      expiredText(judged),
      grant.lines[0].reading.alias?.note ?? '',
      needsNone(grant, comparison),
      comparison.exact ? '' : 'The grants are so entangled that a still smaller selection may exist',
    ),
    fix: fix(judged, context),
    places: placed([...grantPlaces(grant), ...openPlaces(open)]),
    repair: { safe: false, edits: grant.lines.map((line) => ({ k: 'remove' as const, place: line.declared.place })) },
    ...(open.length > 0 && { unproven: true, severity: 'warning', confidence: 'possible' }),
  };
}

/** " (written `routing:queue:read`)" where the manifest spells it in other words. */
export function written(grant: Grant): string {
  const texts = grant.lines.map(({ declared }) => declared.text).filter((text) => nameKey(text.trim()) !== nameKey(grant.name));
  const several = grant.permissions.length > 1 ? `, which may mean ${listed(grant.permissions, 'or')}` : '';
  return several !== '' ? several : texts.length === 0 ? '' : ` (written ${listed([...new Set(texts)])})`;
}

export function grantPlaces(grant: Grant): FindingPlace[] {
  return grant.lines.map(({ declared, role, list }) =>
    place(declared.place, role === undefined ? `granted here, among the ${list}` : `granted here, by role ${role.name.text}`),
  );
}

/** The endpoints that would need the grant; current ones are named before retired ones. */
function notCalled({ grant, open }: Judged, catalog: Catalog): string {
  const wide = grant.permissions.find(isWildcard);
  if (wide !== undefined) return `The code calls nothing that needs a permission of ${code(wide)}`;
  const operations = [...new Set([...grant.permissions, ...grant.scopes].flatMap((name) => catalog.operationsNaming(name)))];
  const first = operations.find((operation) => operation.status !== 'retired') ?? operations[0];
  if (first === undefined) return '';
  const others = operations.length - 1;
  const surely = open.length > 0 ? ' for certain' : '';
  const source = grant.kind === 'permission' ? first.permissionSource : first.scopeSource;
  const ends = grant.kind === 'permission' ? 'name it' : 'accept it';
  const one = grant.kind === 'permission' ? 'names it' : 'accepts it';
  if (others === 0) return `Only ${code(first.id)} ${one} (${source}), and the code does not call it${surely}`;
  return `${code(first.id)} and ${count(others, 'other endpoint')} ${ends} (${source}); the code calls none of them${surely}`;
}

/** Calls that an alias is commonly written for and that need no permission at all. */
function needsNone(grant: Grant, { needs }: Comparison): string {
  const alias = grant.lines[0].reading.alias;
  if (alias?.mayNeedNone !== true) return '';
  const meant = needs.map((need) => need.operation).filter((operation) => operation.mode === 'NONE' && operation.scopes.some((scope) => alias.scopes.includes(scope)));
  return rows(meant, 'permission');
}

/** Which calls may use the grant, so that its excess is not proven. */
export function openText({ open }: Judged): string {
  const [first] = open;
  if (first === undefined) return '';
  const others = open.length - 1;
  return `Unproven: ${first.text} at ${at(first.place)}${others > 0 ? ` and ${count(others, 'other place')}` : ''} may use it`;
}

export function expiredText({ expired }: Judged): string {
  return expired?.until === undefined ? '' : `It could stay unused until ${expired.until} (${expired.reason}), which has passed`;
}

function fix({ grant, open }: Judged, context: CheckContext<Catalog>): string {
  const removal = `remove ${grant.lines.map((line) => `${code(line.declared.text)} from ${lineName(context, line)}`).join(' and ')}`;
  const [first] = open;
  if (first !== undefined) return `Make plain what the call at ${at(first.place)} reaches; if it is something else, ${removal}.`;
  return `${capital(removal)}, or list it under mayStayUnused with a reason.`;
}
