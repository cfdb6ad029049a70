import type { Catalog } from '../../src/catalog/catalog.js';
import type { CheckContext, ClientDecl, EnvironmentDecl, FindingPlace } from '../../src/model/index.js';
import { inEnvironment } from '../../src/require/effective-client.js';
import { grantsOf, type Grant } from '../../src/require/grants.js';
import { nameKey } from '../../src/require/names.js';
import { defineCheck, placed } from './shared/define.js';
import { place } from './shared/places.js';
import { code, listed, sentences } from './shared/wording.js';

export const environmentsDiffer = defineCheck({
  id: 'environments-differ',
  title: 'A client is granted different things in different environments',
  severity: 'warning',
  level: 'application',
  identity: ['client', 'environments'],
  messages: { differ: 'Client `{client}` is not granted the same in {environments}: {grants}.' },
  check: (context) => context.application.clients.flatMap((client) => reportClient(client, context)),
});

/** One environment and what a client is granted in it. */
interface Side {
  environment: EnvironmentDecl;
  grants: ReadonlyMap<string, Grant>;
}

function reportClient(client: ClientDecl, { application, catalog }: CheckContext<Catalog>) {
  const sides = application.environments.map((environment) => sideOf(client, environment, catalog));
  const all = new Map(sides.flatMap((side) => [...side.grants]));
  const uneven = [...all].filter(([key]) => sides.some((side) => !side.grants.has(key)));
  if (uneven.length === 0) return [];
  const names = uneven.map(([, grant]) => grant.name);
  const lines = uneven.map(([key, grant]) => describe(key, grant, sides));
  return [
    {
      messageId: 'differ' as const,
      data: { client: client.name.text, environments: listed(sides.map((side) => side.environment.name.text)), grants: listed(names, 'and', 4) },
      why: sentences(...lines.slice(0, 5), lines.length > 5 ? `And ${lines.length - 5} more` : '', 'What works in one environment may then fail, or be refused, in another'),
      fix: 'Grant the same in all of them; if the difference is meant, turn this rule off in the configuration.',
      places: placed(placesOf(uneven, sides)),
    },
  ];
}

function sideOf(client: ClientDecl, environment: EnvironmentDecl, catalog: Catalog): Side {
  const grants = grantsOf(inEnvironment(client, environment) ?? client, catalog);
  return { environment, grants: new Map(grants.map((grant) => [meaning(grant), grant])) };
}

function meaning({ kind, name, permissions, scopes }: Grant): string {
  const names = [...permissions, ...scopes];
  return `${kind} ${nameKey(names.length > 0 ? names.join(' ') : name)}`;
}

function describe(key: string, grant: Grant, sides: readonly Side[]): string {
  const names = (has: boolean): string => listed(sides.filter((side) => side.grants.has(key) === has).map((side) => side.environment.name.text));
  return `${code(grant.name)} is granted in ${names(true)} and not in ${names(false)}`;
}

/** The lines that grant what others lack, and the environments that lack it. */
function placesOf(uneven: readonly (readonly [string, Grant])[], sides: readonly Side[]): FindingPlace[] {
  const granted = uneven.map(([, grant]) => place(grant.lines[0].declared.place, `grants ${grant.name}`));
  const lacking = sides
    .filter((side) => uneven.some(([key]) => !side.grants.has(key)))
    .map((side) => place(side.environment.name.place, `${side.environment.name.text} lacks some of it`));
  return [...granted.slice(0, 4), ...lacking];
}
