import { expect, test } from 'vitest';
import { readManifest } from '../../src/manifest/read-manifest.js';
import { problemLines } from '../document/problem-lines.js';

const CLIENT_KEYS = 'grant, grantedBy, permissions, scopes, roles, divisions, tokenLifetime, paths, tests';
const PERMISSION = 'A permission, domain:entity:action; `*` stands for all, e.g. "routing:*:*".';
const GLOB = "A glob below the file's folder, with `/`, e.g. src/**/*.ts; a folder stands for all it contains.";
const WHOLE = 'What an application is granted on the platform: a mapping with application and clients. It governs its folder down to the next manifest.';

const app = (...lines: string[]): string => ['application: x', ...lines].join('\n');

test.each<[string, string, string[]]>([
  ['an empty file', '', [`1:1 error wrong-type: the file is empty (${WHOLE})`]],
  ['comments alone', '# nothing\n', [`1:1 error wrong-type: the file is empty (${WHOLE})`]],
  ['a list', '- a', [`1:1 error wrong-type: the file must be a mapping, not a list (${WHOLE})`]],
  ['no application', 'grant: code', ['1:1 error missing-key: `application` is missing (The name of the application.)']],
  ['a number as name', 'application: 12', ['1:14 error wrong-type: `application` must be text, not a number (put it in quotes; The name of the application.)']],
  ['an empty name', 'application:', ['1:13 error wrong-type: `application` is empty (The name of the application.)']],
  ['an unknown key', app('permisions: []'), [`2:1 error unknown-key: unknown key \`permisions\` (did you mean \`permissions\`? accepted: application, clients, ${CLIENT_KEYS}, environments, mayStayUnused)`]],
  ['an unknown key of a client', app('clients:', '  web:', '    scope: []'), [`4:5 error unknown-key: unknown key \`scope\` (did you mean \`scopes\`? accepted: ${CLIENT_KEYS})`]],
  ['a grant type that is none', app('grant: client_credentials'), ['2:8 error wrong-value: `grant` must not be `client_credentials` (did you mean `client-credentials`? accepted: client-credentials, code, pkce, implicit, saml2-bearer, password, CLIENT-CREDENTIALS, CODE, TOKEN, SAML2-BEARER, PASSWORD)']],
  ['text for a list', app('permissions: a:b:c'), ['2:14 error wrong-type: `permissions` must be a list, not text (The permissions the client is granted, beside those of its roles: a list of names, `[]` for none.)']],
  ['nothing for a list', app('scopes:'), ['2:8 error wrong-type: `scopes` is empty (The OAuth scopes the client is granted: a list of names, `[]` for none.)']],
  ['entries that are no text', app('permissions: [1, "", {a: 1}]'), [
    `2:15 error wrong-type: an entry of \`permissions\` must be text, not a number (put it in quotes; ${PERMISSION})`,
    `2:18 error wrong-value: an entry of \`permissions\` is empty (${PERMISSION})`,
    `2:22 error wrong-type: an entry of \`permissions\` must be text, not a mapping (${PERMISSION})`,
  ]],
  ['a role without name', app('roles: [{nam: x}]'), ['2:9 error missing-key: `name` is missing (The name of the role.)', '2:10 error unknown-key: unknown key `nam` (did you mean `name`? accepted: name, permissions, divisions)']],
  ['infrastructure without files', app('grantedBy: {files: []}'), ["2:20 error wrong-value: `files` is empty (Paths or globs of Terraform (.tf, .json), exports (.json) or a premium app's wizard configuration (.js, .ts, .json), relative to the manifest's folder.)"]],
  ['tokens that live too short', app('tokenLifetime: 60'), ['2:16 error wrong-value: `tokenLifetime` must be at least 300, not 60 (How long a token lives: seconds, from 300 to 172800 (38880000 for SCIM). `verify` compares it with the client.)']],
  ['tokens that live too long', app('tokenLifetime: 38880001'), ['2:16 error wrong-value: `tokenLifetime` must be at most 38880000, not 38880001 (How long a token lives: seconds, from 300 to 172800 (38880000 for SCIM). `verify` compares it with the client.)']],
  ['text for true or false', app('tests: yes'), ['2:8 error wrong-type: `tests` must be true or false, not text (Whether test code counts for this client: true or false.)']],
  ['paths that lead elsewhere', app('paths:', '  - ../x', '  - /x', '  - a\\b', "  - '!x'"), [
    `3:5 error wrong-value: an entry of \`paths\` must not be \`../x\` (${GLOB})`,
    `4:5 error wrong-value: an entry of \`paths\` must not be \`/x\` (${GLOB})`,
    `5:5 error wrong-value: an entry of \`paths\` must not be \`a\\b\` (${GLOB})`,
    `6:5 error wrong-value: an entry of \`paths\` must not be \`!x\` (${GLOB})`,
  ]],
  ['keys of a client beside clients', app('clients: {web: {}}', 'grant: code'), ['3:1 error conflicting-keys: `grant` is not accepted here (beside `clients`, move it into one of the clients)']],
  ['no clients', app('clients: {}'), ['2:10 error wrong-value: `clients` is empty (The OAuth clients of the application, by name. With one client alone, its keys may stand at the top level instead.)']],
  ['a client without anything', app('clients:', '  web:'), [`3:7 error wrong-type: \`web\` is empty (A mapping with ${CLIENT_KEYS}; \`{}\` for none.)`]],
  ['a client twice', app('clients:', '  web: {}', '  web: {}'), ['4:3 error duplicate-key: `web` stands twice (first on line 3; keep one)']],
  ['an environment for nobody', app('clients: {web: {paths: [a]}, api: {}}', 'environments:', '  production: {clientId: x}'), ['4:3 error which-client: the environment does not say which client it means (put these keys under `clients`, by name: web, api)']],
  ['an environment for an unknown client', app('clients: {web: {}}', 'environments: {production: {clients: {wbe: {}}}}'), ['3:39 error unknown-client: no client is named `wbe` (did you mean `web`? accepted: web)']],
  ['what is removed was never there', app('permissions: [a:b:c]', 'environments: {p: {permissions: {remove: [a:b:d]}}}'), ['3:43 error nothing-to-remove: `a:b:d` is not in the client\'s list (did you mean `a:b:c`? accepted: a:b:c)']],
  ['a change that changes nothing', app('environments: {p: {scopes: {}}}'), ["2:28 error wrong-value: `scopes` is empty (The scopes in this environment: a list that replaces the client's, or a mapping with add and remove.)"]],
  ['an exception without reason', app('permissions: [a:b:c]', 'mayStayUnused: [{grant: a:b:c}]'), ['3:17 error missing-key: `reason` is missing (Why it may stay although the code does not use it.)']],
  ['a day that does not exist', app('permissions: [a:b:c]', 'mayStayUnused: [{grant: a:b:c, reason: why, until: 2027-02-30}]'), ['3:52 error wrong-value: `until` must not be `2027-02-30` (a day that exists, year-month-day)']],
])('%s', (_, text, expected) => {
  const { manifest, problems } = readManifest(text, 'scope-manifest.yaml');
  expect(problemLines(problems)).toEqual(expected);
  expect(manifest).toBeUndefined();
});

test.each<[string, string, string[]]>([
  ['a name twice', app('permissions: [a:b:c, A:b:c]'), ['2:22 warning duplicate-entry: `A:b:c` is listed twice (first on line 2; remove one)']],
  ['a role twice', app('roles: [Admin, {name: admin}]'), ['2:23 warning duplicate-entry: `admin` is listed twice (first on line 2; remove one)']],
  ['added twice', app('scopes: [a]', 'environments: {p: {scopes: {add: [a]}}}'), ["3:35 warning duplicate-entry: `a` is in the client's list already (see line 2; remove one)"]],
  ['two clients for the same code', app('clients: {web: {}, api: {}}'), ['2:20 warning clients-share-code: neither `api` nor `web` has `paths`: the same calls count for both (say with `paths` which code runs under which client)']],
  ['an exception for what nobody has', app('permissions: [a:b:c]', 'mayStayUnused: [{grant: a:b:d, reason: why}]'), ['3:25 warning unknown-grant: `a:b:d` is granted to no client of this manifest (did you mean `a:b:c`? accepted: a:b:c)']],
])('%s leaves a manifest', (_, text, expected) => {
  const { manifest, problems } = readManifest(text, 'scope-manifest.yaml');
  expect(problemLines(problems)).toEqual(expected);
  expect(manifest?.name.text).toBe('x');
});

test('a secret is never repeated', () => {
  for (const secret of ['hunter2', '"env:hunter2!"', '12345', '[hunter2]', '"vault:"', '{hunter2: 1}']) {
    const { manifest, problems } = readManifest(app('environments:', '  production:', `    secret: ${secret}`), 'scope-manifest.yaml');
    expect(manifest).toBeUndefined();
    expect(problems[0]).toMatchObject({ place: { line: 4, column: 13 }, hint: expect.stringContaining('env:NAME, vault:path, aws-sm:name, azure-kv:name or file:path') as string });
    expect(JSON.stringify(problems)).not.toMatch(/hunter2|12345/);
  }
});

test('of very many problems fifty are listed', () => {
  const { problems } = readManifest(Array.from({ length: 2000 }, (_, n) => `key${n}: 1`).join('\n'), 'scope-manifest.yaml');
  expect(problems).toHaveLength(51);
  expect(problems.at(-1)?.message).toBe('1951 more problems are not listed');
});
