import type { Path } from '../document/parse-document.js';
import { suggest } from '../document/nearest.js';
import type { ClientDecl, Declared, EnvironmentClient, EnvironmentDecl } from '../model/index.js';
import type { EnvironmentClientFile, EnvironmentFile, ListFile, ManifestFile } from './manifest-file.js';
import { readNames, readRoles, report, type Reading } from './reading.js';

/** The environments of a manifest. Lists that only add and remove are worked out against those of the client. */
export function readEnvironments(reading: Reading, file: ManifestFile, clients: readonly ClientDecl[]): EnvironmentDecl[] {
  return Object.entries(file.environments ?? {}).map(([text, environment]) => {
    const path = ['environments', text];
    const name = { text, place: reading.document.keyPlace(path) };
    return { name, clients: readEnvironmentClients(reading, path, environment, clients) };
  });
}

function readEnvironmentClients(reading: Reading, path: Path, environment: EnvironmentFile, clients: readonly ClientDecl[]): EnvironmentClient[] {
  const { clients: named, ...direct } = environment;
  const region = direct.region === undefined ? undefined : { text: direct.region, place: reading.document.place([...path, 'region']) };

  if (named === undefined) {
    const [client, ...others] = clients;
    const onlyRegion = Object.keys(direct).every((key) => key === 'region');
    if (client === undefined || (others.length > 0 && !onlyRegion)) {
      const hint = `put these keys under \`clients\`, by name: ${clients.map(({ name }) => name.text).join(', ')}`;
      report(reading, 'error', 'which-client', 'the environment does not say which client it means', reading.document.keyPlace(path), hint);
      return [];
    }
    return clients.map((each) => readEnvironmentClient(reading, path, direct, each, region));
  }

  return Object.entries(named).flatMap(([name, said]) => {
    const at = [...path, 'clients', name];
    const client = clients.find((each) => each.name.text === name);
    if (client !== undefined) return [readEnvironmentClient(reading, at, said, client, region)];
    const names = clients.map((each) => each.name.text);
    report(reading, 'error', 'unknown-client', `no client is named \`${name}\``, reading.document.keyPlace(at), suggest(name, names));
    return [];
  });
}

function readEnvironmentClient(
  reading: Reading,
  path: Path,
  said: EnvironmentClientFile,
  client: ClientDecl,
  sharedRegion: Declared | undefined,
): EnvironmentClient {
  const text = (key: 'clientId' | 'region' | 'secret'): Declared | undefined =>
    said[key] === undefined ? undefined : { text: said[key], place: reading.document.place([...path, key]) };
  const list = (key: 'permissions' | 'scopes' | 'divisions'): Declared[] | undefined =>
    said[key] === undefined ? undefined : readList(reading, [...path, key], said[key], client[key]);
  const clientId = text('clientId');
  const region = text('region') ?? sharedRegion;
  const secret = text('secret');
  const permissions = list('permissions');
  const scopes = list('scopes');
  const roles = said.roles && readRoles(reading, [...path, 'roles'], said.roles);
  const divisions = list('divisions');
  return {
    client: client.name.text,
    ...(clientId && { clientId }),
    ...(region && { region }),
    ...(secret && { secret }),
    ...(permissions && { permissions }),
    ...(scopes && { scopes }),
    ...(roles && { roles }),
    ...(divisions && { divisions }),
    place: reading.document.keyPlace(path),
  };
}

function readList(reading: Reading, path: Path, list: ListFile, base: readonly Declared[]): Declared[] {
  if (Array.isArray(list)) return readNames(reading, path, list);
  const removed = readNames(reading, [...path, 'remove'], list.remove ?? []);
  for (const { text, place } of removed) {
    if (base.some((name) => sameName(name.text, text))) continue;
    const hint = base.length === 0 ? "the client's list is empty" : suggest(text, base.map((name) => name.text));
    report(reading, 'error', 'nothing-to-remove', `\`${text}\` is not in the client's list`, place, hint);
  }
  const kept = base.filter((name) => !removed.some(({ text }) => sameName(name.text, text)));
  const added = readNames(reading, [...path, 'add'], list.add ?? []);
  for (const { text, place } of added) {
    const earlier = kept.find((name) => sameName(name.text, text));
    if (earlier) report(reading, 'warning', 'duplicate-entry', `\`${text}\` is in the client's list already`, place, `see line ${earlier.place.line}; remove one`);
  }
  return [...kept, ...added];
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
