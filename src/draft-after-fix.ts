import { fullName, type DraftRole, type InfrastructureDraft } from './manifest/infrastructure-draft.js';
import type { DraftGrant } from './manifest/write-manifest.js';
import { comparePlaces, type ApplicationManifest, type ClientDecl, type Declared, type Finding, type GrantEdit } from './model/index.js';

/** What the clients of an application are to be granted once the findings are mended, wherever that is written down. */
export function draftAfterFix({ name, clients, environments }: ApplicationManifest, findings: readonly Finding[]): InfrastructureDraft {
  const drafts = clients.map((client) => draftClient(client, findings.filter((finding) => finding.application === name.text && finding.client === client.name.text), name.text));
  const apart = environments.filter((environment) => environment.clients.some(({ permissions, scopes, roles }) => permissions ?? scopes ?? roles));
  const notes = apart.map((environment) => `Environment ${environment.name.text} has grants of its own, which are not in here.`);
  return { application: name.text, notes: [...drafts.flatMap((draft) => draft.notes), ...notes], clients: drafts.map(({ client }) => client) };
}

interface Draft {
  client: InfrastructureDraft['clients'][number];
  /** What is to be said of it: what goes, and what is not known. */
  notes: string[];
}

function draftClient(client: ClientDecl, findings: readonly Finding[], application: string): Draft {
  const lines = [...client.permissions, ...client.scopes, ...client.roles.flatMap(({ permissions }) => permissions)];
  // A list that several policies share cannot lose an entry for one of them.
  const isAlone = ({ place }: GrantEdit): boolean => lines.filter((line) => comparePlaces(line.place, place) === 0).length === 1;
  const edits = findings.flatMap(({ repair }) => repair?.edits ?? []).filter(isAlone);
  const mend = (names: readonly Declared[]): DraftGrant[] => names.flatMap((declared) => mended(declared, edits));
  const added = (list: 'permissions' | 'scopes'): DraftGrant[] => findings.flatMap((finding) => additions(finding, list));
  const roles = client.roles
    .filter(({ permissions }) => permissions.length > 0)
    .map((role): DraftRole => ({ name: role.name.text, permissions: mend(role.permissions), divisions: role.divisions.map(({ text }) => text) }));
  const notes = [
    ...lines.flatMap((line) => noteOf(line, edits)),
    ...client.roles.filter(({ permissions }) => permissions.length === 0).map(({ name }) => `Role ${name.text} stays as well; what it grants is not known here.`),
    ...client.roles.filter(({ open, permissions }) => open === true && permissions.length > 0).map(({ name }) => `Role ${name.text} may grant more than is known here.`),
    ...(client.scopesOpen === true ? ['It may have more scopes than are known here.'] : []),
  ].map((note) => `${client.name.text}: ${note}`);
  return {
    client: {
      name: client.name.text,
      ...(client.grant && { grant: client.grant.type }),
      ...(client.tokenLifetime && { tokenLifetime: client.tokenLifetime.seconds }),
      roles: withOwn(roles, [...mend(client.permissions), ...added('permissions')], client, application).map((role) => ({ ...role, permissions: withoutRepeats(role.permissions) })),
      scopes: withoutRepeats([...mend(client.scopes), ...added('scopes')]),
    },
    notes,
  };
}

/** Permissions beside those of roles: those of the one role that there is, or of a role for the client. */
function withOwn(roles: readonly DraftRole[], own: readonly DraftGrant[], client: ClientDecl, application: string): readonly DraftRole[] {
  const [only, ...others] = roles;
  if (own.length === 0 && only !== undefined) return roles;
  if (only !== undefined && others.length === 0 && client.permissions.length === 0) return [{ ...only, permissions: [...only.permissions, ...own] }];
  return [...roles, { name: fullName(application, client.name.text), permissions: own, divisions: client.divisions.map(({ text }) => text) }];
}

function mended(declared: Declared, edits: readonly GrantEdit[]): DraftGrant[] {
  const edit = editOf(declared, edits);
  if (edit?.k === 'replace') return edit.names.map((name) => ({ name, reason: `in place of ${declared.text}` }));
  return edit === undefined ? [{ name: declared.text }] : [];
}

function noteOf(declared: Declared, edits: readonly GrantEdit[]): string[] {
  const edit = editOf(declared, edits);
  return edit === undefined ? [] : [edit.k === 'replace' ? `${declared.text} becomes ${edit.names.join(', ')}.` : `${declared.text} goes.`];
}

function editOf({ place }: Declared, edits: readonly GrantEdit[]): Exclude<GrantEdit, { k: 'add' }> | undefined {
  return edits.find((edit): edit is Exclude<GrantEdit, { k: 'add' }> => edit.k !== 'add' && comparePlaces(edit.place, place) === 0);
}

function additions({ repair, places: [site] }: Finding, list: 'permissions' | 'scopes'): DraftGrant[] {
  const reason = `new: ${site.note}, ${site.file}:${site.line}`;
  return (repair?.edits ?? []).flatMap((edit) => (edit.k === 'add' && edit.list === list ? edit.names.map((name) => ({ name, reason })) : []));
}

function withoutRepeats(grants: readonly DraftGrant[]): DraftGrant[] {
  return [...new Map([...grants].reverse().map((grant) => [grant.name.toLowerCase(), grant])).values()].reverse();
}
