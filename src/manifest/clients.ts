import type { Path } from '../document/parse-document.js';
import type { ClientDecl, Declared } from '../model/index.js';
import { GRANT_SPELLINGS, type ClientFile, type ManifestFile } from './manifest-file.js';
import { readNames, readRoles, report, type Reading } from './reading.js';

/** The clients of a manifest; without `clients`, the one client whose keys stand at the top level, named like the application. */
export function readClients(reading: Reading, file: ManifestFile): ClientDecl[] {
  const { document } = reading;
  if (file.clients === undefined) {
    const name = { text: file.application, place: document.place(['application']) };
    return [readClient(reading, [], name, document.keyPlace(['application']), file)];
  }
  const clients = Object.entries(file.clients).map(([text, client]) => {
    const path = ['clients', text];
    const place = document.keyPlace(path);
    return readClient(reading, path, { text, place }, place, client);
  });
  warnOfSharedCode(reading, clients);
  return clients;
}

function readClient(reading: Reading, path: Path, name: Declared, place: ClientDecl['place'], client: ClientFile): ClientDecl {
  const { document } = reading;
  const listPlace = (key: 'permissions' | 'scopes') => (client[key] === undefined ? place : document.keyPlace([...path, key]));
  const grantedBy = client.grantedBy === undefined ? undefined : { ...sourceOf(client.grantedBy), place: document.place([...path, 'grantedBy']) };
  if (grantedBy !== undefined) {
    for (const key of ['grant', 'permissions', 'scopes', 'roles'] as const) {
      if (client[key] !== undefined) report(reading, 'error', 'granted-twice', `\`${key}\` stands beside \`grantedBy\``, document.keyPlace([...path, key]), 'the files that `grantedBy` names say it: remove one of the two');
    }
  }
  return {
    name,
    ...(grantedBy && { grantedBy }),
    ...(client.grant !== undefined && { grant: { type: GRANT_SPELLINGS[client.grant], place: document.place([...path, 'grant']) } }),
    permissions: readNames(reading, [...path, 'permissions'], client.permissions ?? []),
    scopes: readNames(reading, [...path, 'scopes'], client.scopes ?? []),
    roles: readRoles(reading, [...path, 'roles'], client.roles ?? []),
    divisions: readNames(reading, [...path, 'divisions'], client.divisions ?? []),
    ...(client.tokenLifetime !== undefined && { tokenLifetime: { seconds: client.tokenLifetime, place: document.place([...path, 'tokenLifetime']) } }),
    paths: client.paths ?? [],
    tests: client.tests ?? false,
    place,
    lists: { permissions: listPlace('permissions'), scopes: listPlace('scopes') },
  };
}

function sourceOf(written: NonNullable<ClientFile['grantedBy']>): { files: string[]; client?: string } {
  if (typeof written === 'string') return { files: [written] };
  return { files: [written.files].flat(), ...(written.client !== undefined && { client: written.client }) };
}

function warnOfSharedCode(reading: Reading, clients: readonly ClientDecl[]): void {
  const [first, ...others] = clients.filter((client) => client.paths.length === 0);
  if (first === undefined) return;
  for (const { name } of others) {
    const message = `neither \`${name.text}\` nor \`${first.name.text}\` has \`paths\`: the same calls count for both`;
    report(reading, 'warning', 'clients-share-code', message, name.place, 'say with `paths` which code runs under which client');
  }
}
