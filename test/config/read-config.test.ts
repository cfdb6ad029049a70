import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/read-config.js';
import { problemLines } from '../document/problem-lines.js';

const RULES = ['missing-permission', 'missing-scope'];

const COMPLETE = `
catalog:
  file: genesys/catalog.json
  overlay:
    - operation: GET /api/v2/beta/things
      mode: ANY
      permissions: [things:thing:view]
      scopes: [things]
      status: current-no-sdk
      deprecated: false
      sdk: [ThingsApi.getThings]
      reason: beta, from the vendor's ticket
helpers:
  - {name: callApi, module: '@acme/http', path: 0, method: 1.verb, base: /api/v2}
  - {name: client.send, path: url, method: POST}
include: [src]
exclude: ['**/generated/**']
tests: count
testPaths: [checks]
rules:
  missing-scope: off
failOn: warning
maxUnresolved: 0
manifests: platform.yaml
`;

test('every setting', () => {
  const { config, problems } = readConfig(COMPLETE, 'scope-audit.yaml', RULES);
  expect(problems).toEqual([]);
  expect(config?.settings).toEqual({
    catalog: {
      file: 'genesys/catalog.json',
      overlay: [
        {
          operation: 'GET /api/v2/beta/things',
          mode: 'ANY',
          permissions: ['things:thing:view'],
          scopes: ['things'],
          status: 'current-no-sdk',
          deprecated: false,
          sdk: ['ThingsApi.getThings'],
          reason: "beta, from the vendor's ticket",
        },
      ],
    },
    helpers: [
      { name: 'callApi', module: '@acme/http', path: 0, method: '1.verb', base: '/api/v2' },
      { name: 'client.send', path: 'url', method: 'POST' },
    ],
    include: ['src'],
    exclude: ['**/generated/**'],
    tests: 'count',
    testPaths: ['checks'],
    rules: { 'missing-scope': 'off' },
    failOn: 'warning',
    maxUnresolved: 0,
    manifests: 'platform.yaml',
  });
  expect(config?.place(['catalog', 'overlay', 0])).toEqual({ file: 'scope-audit.yaml', line: 5, column: 7 });
  expect(config?.place(['rules', 'missing-scope'])).toEqual({ file: 'scope-audit.yaml', line: 21, column: 3 });
});

test.each(['', '# nothing yet\n', '{}'])('a file that says nothing is fine: %j', (text) => {
  const { config, problems } = readConfig(text, 'scope-audit.yaml', RULES);
  expect([config?.settings, problems]).toEqual([{}, []]);
});

const KEYS = 'catalog, helpers, include, exclude, tests, testPaths, rules, failOn, maxUnresolved, manifests, baseline, usage, policy, persona, show, cache';
const GLOB = "A glob below the file's folder, with `/`, e.g. src/**/*.ts; a folder stands for all it contains.";
const POSITION = 'The argument that holds the path: an index from 0, an option of an argument (1.url), or the name of an option (url).';

test.each<[string, string, string[]]>([
  ['an unknown key', 'failon: error', [`1:1 error unknown-key: unknown key \`failon\` (did you mean \`failOn\`? accepted: ${KEYS})`]],
  ['a list', '- failOn', ['1:1 error wrong-type: the file must be a mapping, not a list (How scope-audit looks at this folder: a mapping of settings.)']],
  ['an unknown rule', 'rules:\n  missing-scopes: off', ['2:3 error unknown-rule: no rule is named `missing-scopes` (did you mean `missing-scope`? accepted: missing-permission, missing-scope)']],
  ['an unknown severity', 'rules: {missing-scope: warn}', ['1:24 error wrong-value: `missing-scope` must not be `warn` (error, warning or note, off, or a mapping with severity and max (how many findings of the rule may stay before they make the exit code 1))']],
  ['a truth value for a severity', 'rules: {missing-scope: false}', ['1:24 error wrong-type: `missing-scope` must be text or a mapping, not true or false (put it in quotes; error, warning or note, off, or a mapping with severity and max (how many findings of the rule may stay before they make the exit code 1))']],
  ['an unknown threshold', 'failOn: errors', ['1:9 error wrong-value: `failOn` must not be `errors` (did you mean `error`? accepted: error, warning, note, never)']],
  ['fewer than none', 'maxUnresolved: -1', ['1:16 error wrong-value: `maxUnresolved` must be at least 0, not -1 (More unresolved calls than this make the exit code 1: a whole number from 0.)']],
  ['a part of a call', 'maxUnresolved: 1.5', ['1:16 error wrong-type: `maxUnresolved` must be a whole number, not a number (More unresolved calls than this make the exit code 1: a whole number from 0.)']],
  ['a glob that leads elsewhere', 'exclude: [../x]', [`1:11 error wrong-value: an entry of \`exclude\` must not be \`../x\` (${GLOB})`]],
  ['an operation without path', 'catalog: {overlay: [{operation: GET, reason: x, mode: NONE}]}', ['1:33 error wrong-value: `operation` must not be `GET` (The operation as the catalog spells it, e.g. GET /api/v2/users/{userId}.)']],
  ['a correction that corrects nothing', 'catalog: {overlay: [{operation: GET /x, reason: x}]}', ['1:21 error wrong-value: an entry of `overlay` needs at least 3 keys (A mapping with operation, reason and at least one fact that it corrects: mode, permissions, scopes, auth, status, deprecated, sdk.)']],
  ['a helper without path', 'helpers: [{name: callApi}]', [`1:11 error missing-key: \`path\` is missing (${POSITION})`]],
  ['an argument before the first', 'helpers: [{name: callApi, path: -1}]', [`1:33 error wrong-value: \`path\` must be at least 0, not -1 (${POSITION})`]],
  ['a position that is none', 'helpers: [{name: callApi, path: 1..url}]', [`1:33 error wrong-value: \`path\` must not be \`1..url\` (${POSITION})`]],
  ['manifests in folders', 'manifests: [a/b.yaml]', ['1:13 error wrong-value: an entry of `manifests` must not be `a/b.yaml` (The name of a file, without folders.)']],
])('%s', (_, text, expected) => {
  const { config, problems } = readConfig(text, 'scope-audit.yaml', RULES);
  expect(problemLines(problems)).toEqual(expected);
  expect(config).toBeUndefined();
});
