import { describe, expect, it } from 'vitest';
import { compare, short } from './compare.js';

const CLIENT = 'application: app\ngrant: client-credentials\n';
const SPA = 'application: app\ngrant: pkce\nscopes: [user-basic-info]\n';
const of = (rule: string, ...given: Parameters<typeof compare>) => compare(...given).filter((finding) => finding.rule === rule);

describe('unknown-endpoint', () => {
  it('names the methods that the path has', () => {
    expect(short(of('unknown-endpoint', CLIENT, ['PATCH /api/v2/routing/queues/{} a.ts:1']))).toEqual([
      'warning unknown-endpoint/method: The code calls `PATCH /api/v2/routing/queues/{}`, but the platform has this path only with `DELETE`, `GET` and `PUT`.',
    ]);
  });

  it('suggests a path that differs in one word by case, hyphen or plural', () => {
    expect(of('unknown-endpoint', CLIENT, ['GET /api/v2/routing/queue/{} a.ts:1'])[0]?.fix).toContain('did you mean `/api/v2/routing/queues/{queueId}`?');
    expect(of('unknown-endpoint', CLIENT, ['GET /api/v2/nothing/{} a.ts:1'])[0]?.fix).toBe(
      'Correct the path at a.ts:1; if the endpoint is new, add to `catalog.overlay` in `scope-audit.yaml`: `operation: GET /api/v2/nothing/{id}`, with its permissions, scopes and a reason.',
    );
  });

  it('is one finding for all calls to the endpoint', () => {
    const [finding, ...others] = of('unknown-endpoint', CLIENT, ['GET /api/v2/nothing a.ts:1', 'GET /api/v2/nothing b.ts:2', 'GET /api/v2/nothing c.ts:2', 'GET /api/v2/nothing d.ts:2', 'GET /api/v2/nothing e.ts:2', 'GET /api/v2/nothing f.ts:2']);
    expect(others).toEqual([]);
    expect(finding?.places.map(({ file, note }) => `${file} ${note}`)).toEqual([
      'a.ts calls GET /api/v2/nothing',
      'b.ts calls GET /api/v2/nothing',
      'c.ts calls GET /api/v2/nothing',
      'd.ts calls GET /api/v2/nothing, and 2 more',
    ]);
  });
});

describe('retired and deprecated endpoints', () => {
  it('are told with the version that last had them', () => {
    const [retired] = of('retired-endpoint', CLIENT, ['GET /api/v2/analytics/reporting/schedules a.ts:1']);
    expect(retired).toMatchObject({ severity: 'error', message: 'The code calls `GET /api/v2/analytics/reporting/schedules`, which the platform has retired.' });
    expect(retired?.why).toContain('version 170.0.0 of the JavaScript SDK was the last with it');
    const [deprecated] = of('deprecated-endpoint', CLIENT, ['GET /api/v2/quality/forms/evaluations a.ts:1']);
    expect(deprecated?.fix).toBe("Move to another endpoint before it is taken away. No replacement is known to the catalog; the platform's description of this one may name it.");
    expect(short(of('deprecated-endpoint', CLIENT, ['GET /api/v2/quality/forms/evaluations a.ts:1 likely']))).toEqual([
      'warning deprecated-endpoint/deprecated: The code calls `GET /api/v2/quality/forms/evaluations`, which is deprecated.',
    ]);
  });

  it('are nothing where a call may as well reach another endpoint', () => {
    expect(compare(CLIENT, ['GET /api/v2/analytics/reporting/schedules a.ts:1 possible', 'GET /api/v2/quality/forms/evaluations a.ts:1 possible', 'GET /api/v2/users a.ts:1 possible'])).toEqual([]);
  });

  it('are a note where a call may reach none but such', () => {
    const lines = ['GET /api/v2/analytics/reporting/schedules a.ts:1 possible', 'GET /api/v2/quality/forms/evaluations b.ts:1 possible'];
    expect(short(compare(CLIENT, lines))).toEqual([
      'note retired-endpoint/possible: A call may reach `GET /api/v2/analytics/reporting/schedules`, which the platform has retired.',
      'note deprecated-endpoint/possible: A call may reach `GET /api/v2/quality/forms/evaluations`, which is deprecated.',
    ]);
    const [retired] = of('retired-endpoint', CLIENT, [...lines, 'GET /api/v2/analytics/reporting/schedules c.ts:7 likely']);
    expect(retired).toMatchObject({ messageId: 'retired', severity: 'error', confidence: 'likely', sites: [{ file: 'c.ts', line: 7 }] });
    expect(retired?.places).toHaveLength(1);
  });

  it('are no findings for current endpoints', () => {
    const findings = compare(CLIENT, ['GET /api/v2/users a.ts:1']);
    expect(findings).toEqual([]);
  });

  it('marks inferred scopes', () => {
    const [finding] = of('missing-scope', `${CLIENT}scopes: []\npermissions: ["analytics:reportSchedule:view"]\n`, ['GET /api/v2/analytics/reporting/schedules a.ts:1']);
    expect(finding?.why).toBe('`GET /api/v2/analytics/reporting/schedules` accepts scope `analytics` or `analytics:readonly` (inferred from neighbouring endpoints).');
  });
});

it('unresolved-call says what was seen and why it stops there', () => {
  const [finding] = of('unresolved-call', CLIENT, ['unresolved wrapper-without-caller GET https://api.{}{} a.ts:7']);
  expect(finding).toMatchObject({
    severity: 'warning',
    confidence: 'possible',
    message: 'The code makes a call to the platform, `GET https://api.{}{}`, whose endpoint cannot be told: the function that sends it has no caller in the audited tree.',
    places: [{ file: 'a.ts', line: 7 }],
  });
});

it.each([
  ['unknown-path', 'Build the path at a.ts:7 from literals and parameters.'],
  ['unknown-method', 'Pass the method at a.ts:7 as a literal.'],
  ['not-analysed', 'Mend a.ts; if it is generated, leave it out: `exclude: ["a.ts"]` in `scope-audit.yaml`.'],
])('unresolved-call for %s says where to do what', (reason, fix) => {
  expect(of('unresolved-call', CLIENT, [`unresolved ${reason} GET /x a.ts:7`])[0]?.fix).toContain(fix);
});

describe('grant-type-mismatch', () => {
  it('compares the login in the code with the declared grant', () => {
    const [finding, ...others] = of('grant-type-mismatch', CLIENT, ['login pkce loginPKCEGrant src/login.ts:4', 'login pkce loginPKCEGrant src/other.ts:4']);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      messageId: 'login',
      message: 'The code logs in with `loginPKCEGrant` (pkce), but client `app` is declared as client-credentials.',
      places: [{ file: 'src/login.ts' }, { file: 'src/other.ts' }, { file: 'scope-manifest.yaml', line: 2 }],
    });
  });

  it('takes code and PKCE for one grant of the platform', () => {
    expect(compare(SPA, ['login code loginCodeAuthorizationGrant a.ts:1', 'GET /api/v2/users/me a.ts:2'])).toEqual([]);
  });

  it('finds calls that need a user, or a client, of their own; nothing is missing for them', () => {
    expect(short(compare(`${CLIENT}scopes: []\n`, ['GET /api/v2/users/me a.ts:1']))).toEqual([
      'error grant-type-mismatch/user: Client `app` uses client credentials, but `GET /api/v2/users/me`, which it calls, works only for a signed-in user.',
    ]);
    expect(short(compare(SPA, ['GET /api/v2/users/me a.ts:2', 'POST /api/v2/conversations/messages/agentless a.ts:3']))).toEqual([
      'error grant-type-mismatch/client: Client `app` acts for a signed-in user (pkce), but `POST /api/v2/conversations/messages/agentless`, which it calls, works only with client credentials.',
    ]);
  });

  it('takes the grant from the only login where the manifest does not say it', () => {
    const rules = compare('application: app\npermissions: []\n', ['login client-credentials loginClientCredentialsGrant a.ts:1', 'GET /api/v2/users/me a.ts:2']).map(({ rule }) => rule);
    expect(rules).toEqual(['grant-type-mismatch']);
  });

  it('warns of the implicit grant', () => {
    expect(short(compare('application: app\ngrant: implicit\n', ['login implicit loginImplicitGrant a.ts:1']))).toEqual([
      'warning grant-type-mismatch/implicit: Client `app` uses the implicit grant, which the platform is taking away.',
    ]);
  });
});

describe('ungoverned-call', () => {
  it('says what to add to the paths of a client, from where the manifest stands', () => {
    const [folder, top] = of('ungoverned-call', text, ['GET /api/v2/users tools/[id]/a.ts:1', 'GET /api/v2/users b.ts:1']).map(({ fix }) => fix).reverse();
    expect(folder).toBe('Add `"tools/?id?"` to the `paths` of the client it runs under, in scope-manifest.yaml; or leave out the `paths` of one client to give it all the rest.');
    expect(top).toContain('Add `"b.ts"` to the `paths`');
  });

  const text = 'application: app\nclients:\n  one:\n    grant: client-credentials\n    paths: [src]\n';

  it('reports code that no client of the manifest claims, by folder', () => {
    expect(short(compare(text, ['GET /api/v2/users src/a.ts:1', 'GET /api/v2/users tools/a.ts:1', 'GET /api/v2/users tools/b.ts:1', 'unresolved unknown-path /api/v2/{} lib/c.ts:1']))).toEqual([
      'warning ungoverned-call/noClient: 1 call in `lib` is governed by `scope-manifest.yaml`, but no client in it claims the code.',
      'warning unresolved-call/unresolved: The code makes a call to the platform, `/api/v2/{}`, whose endpoint cannot be told: its path is decided where it cannot be followed.',
      'warning ungoverned-call/noClient: 2 calls in `tools` are governed by `scope-manifest.yaml`, but no client in it claims the code.',
    ]);
  });
});
