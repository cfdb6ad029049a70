import type { Catalog } from '../../../src/catalog/catalog.js';
import { firstPlaces } from '../../../src/model/first-places.js';
import { comparePlaces, type ApplicationManifest, type Call, type CheckContext, type ClientDecl, type EnvironmentDecl, type FindingPlace, type Place } from '../../../src/model/index.js';
import type { GrantLine } from '../../../src/require/grants.js';
import { byConfidence, type Need } from '../../../src/require/needs.js';
import type { OpenUse } from '../../../src/require/open-uses.js';
import type { GrantList } from '../../../src/require/reading.js';
import { at, code, endpointOf } from './wording.js';

/** Every place of the calls, certain ones first. */
export function placesOfCalls(calls: readonly Call[]): FindingPlace[] {
  return [...calls].sort(byConfidence).map((call) => place(call, `calls ${endpointOf(call)}`));
}

/** The call sites of the needs. */
export function callPlaces(needs: readonly Need[]): FindingPlace[] {
  return placesOfCalls(needs.flatMap((need) => need.calls));
}

/** Where calls stand that may use a grant. */
export function openPlaces(uses: readonly OpenUse[]): FindingPlace[] {
  return firstPlaces(uses.map((use) => place(use.place, `may use it: ${use.text.replaceAll('`', '')}`)));
}

export function place({ file, line, column }: Place, note: string): FindingPlace {
  return { file, line, column, note };
}

/** Where a list's lines are written: `clients.backend.permissions`, `environments.test.scopes`, … */
export function listName(context: CheckContext<Catalog>, list: GrantList): string {
  const { application, client, environment } = context;
  const override = environment?.clients.find((one) => one.client === client.name.text);
  if (environment !== undefined && override?.[list] !== undefined) return `${environmentKey(environment, client)}${list}`;
  return `${clientKey(application, client)}${list}`;
}

/** Where to add to a list. */
export function listPlace(context: CheckContext<Catalog>, list: GrantList): Place {
  return context.client.lists[list];
}

/** The list in which the line stands, with its place: "clients.backend.permissions (scope-manifest.yaml:12)". */
export function lineName(context: CheckContext<Catalog>, { declared, list, role }: GrantLine): string {
  if (role !== undefined) return `the permissions of role ${code(role.name.text)} (${at(declared.place)})`;
  const base = context.application.clients.find((client) => client.name.text === context.client.name.text);
  const own = base?.[list].includes(declared) ?? false;
  return `${own ? clientKey(context.application, context.client) + list : listName(context, list)} (${at(declared.place)})`;
}

/** A manifest with one client may write its keys at the top. */
function clientKey({ name }: ApplicationManifest, client: ClientDecl): string {
  return comparePlaces(name.place, client.name.place) === 0 ? '' : `clients.${client.name.text}.`;
}

function environmentKey({ name, clients }: EnvironmentDecl, client: ClientDecl): string {
  const own = clients.find((one) => one.client === client.name.text);
  const prefix = `environments.${name.text}.`;
  return own === undefined || comparePlaces(own.place, name.place) === 0 ? prefix : `${prefix}clients.${client.name.text}.`;
}
