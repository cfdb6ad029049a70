import { describe, expect, it } from 'vitest';
import { takeBaseline } from '../../src/audit/baseline.js';
import { DEFAULT_CONFIG } from '../../src/config/config.js';
import { LANGUAGES } from '../../src/languages/index.js';
import { audit, type RunRequest } from '../../src/run.js';
import { writeBaseline } from '../../src/saved/baseline-file.js';
import { catalog } from '../catalog/real-catalog.js';

const MANIFEST = 'application: app\ngrant: client-credentials\npermissions: [routing:queue:view]\n';
const CODE = (...calls: string[]): string => `import platformClient from 'purecloud-platform-client-v2';\nconst api = new platformClient.RoutingApi();\nexport const run = async () => {\n${calls.map((call) => `  ${call}\n`).join('')}};\n`;

function run(files: Record<string, string>, request: Partial<RunRequest> = {}) {
  return audit(
    { config: DEFAULT_CONFIG, today: '2026-11-25', tool: '0.0.0', ...request },
    {
      files: Object.keys(files).sort(),
      links: new Map(),
      read: (file) => {
        const text = files[file];
        return text === undefined ? { reason: 'missing', message: `${file} does not exist` } : Buffer.from(text);
      },
      languages: LANGUAGES,
      catalog: () => Promise.resolve(catalog),
      progress: () => undefined,
    },
  );
}

const rulesOf = (result: Awaited<ReturnType<typeof run>>): string[] => result.findings.map(({ rule, data }) => `${rule} ${data.permission ?? ''}`.trim());

describe('a baseline', () => {
  const old = { 'scope-manifest.yaml': MANIFEST, 'src/app.ts': CODE('await api.getRoutingQueues();', "await api.deleteRoutingQueue('x');") };

  it('makes an old application green, and reports the one thing that is new', async () => {
    const before = await run(old, { withoutBaseline: true });
    expect(rulesOf(before)).toEqual(['missing-permission routing:queue:delete']);
    const baseline = writeBaseline(takeBaseline(before.findings, 'scope-audit-baseline.json'));
    const same = await run({ ...old, 'scope-audit-baseline.json': baseline });
    expect([same.exit, same.findings, same.hidden.map(({ hidden }) => hidden)]).toEqual([0, [], [{ by: 'baseline' }]]);
    const more = CODE('await api.getRoutingQueues();', 'await api.putRoutingQueue("x", {});', 'console.log(1);', "await api.deleteRoutingQueue('x');");
    const after = await run({ ...old, 'src/app.ts': more, 'scope-audit-baseline.json': baseline });
    expect([after.exit, rulesOf(after)]).toEqual([1, ['missing-permission routing:queue:edit']]);
  });

  it('counts down, but not in a run that looks at a part', async () => {
    const baseline = writeBaseline(takeBaseline((await run(old, { withoutBaseline: true })).findings, 'scope-audit-baseline.json'));
    const mended = { ...old, 'src/app.ts': CODE('await api.getRoutingQueues();'), 'scope-audit-baseline.json': baseline };
    const result = await run(mended);
    expect(rulesOf(result)).toEqual(['stale-baseline']);
    expect(result.findings[0]).toMatchObject({ severity: 'note', message: '1 finding of the baseline no longer occurs.' });
    expect((await run(mended, { partial: true })).findings).toEqual([]);
  });

  it('that is broken is an error of the input', async () => {
    expect(await run({ ...old, 'scope-audit-baseline.json': '{' })).toMatchObject({ exit: 2, problems: [{ code: 'baseline-broken' }] });
  });
});

describe('a suppression', () => {
  const suppressed = (comment: string, ...more: string[]) => ({ 'scope-manifest.yaml': MANIFEST, 'src/app.ts': CODE('await api.getRoutingQueues();', comment, "await api.deleteRoutingQueue('x');", ...more) });

  it('hides the finding at its call, with its reason', async () => {
    const result = await run(suppressed('// scope-audit-ignore[missing-permission] -- granted by hand (until 2026-11-25)'));
    expect([result.exit, result.findings]).toEqual([0, []]);
    expect(result.hidden).toMatchObject([{ rule: 'missing-permission', hidden: { by: 'suppression', reason: 'granted by hand', place: { file: 'src/app.ts', line: 5 } } }]);
  });

  it('does not hide a finding that stands at another call as well', async () => {
    const result = await run(suppressed('// scope-audit-ignore[missing-permission] -- granted by hand', "await api.deleteRoutingQueue('y');"));
    expect(rulesOf(result)).toEqual(['missing-permission routing:queue:delete']);
  });

  it('hides its own place alone where the finding stands at others, and is no longer unused', async () => {
    const others = Array.from({ length: 5 }, (_, i) => `await api.deleteRoutingQueue('${i}');`);
    const result = await run(suppressed('// scope-audit-ignore[missing-permission] -- granted by hand', ...others));
    expect(rulesOf(result)).toEqual(['missing-permission routing:queue:delete']);
    expect(result.findings[0]?.places.map(({ file, line, note }) => `${file}:${line} ${note}`)).toEqual([
      'src/app.ts:7 calls DELETE /api/v2/routing/queues/{queueId}',
      'src/app.ts:8 calls DELETE /api/v2/routing/queues/{queueId}',
      'src/app.ts:9 calls DELETE /api/v2/routing/queues/{queueId}',
      'src/app.ts:10 calls DELETE /api/v2/routing/queues/{queueId}, and 1 more',
      'scope-manifest.yaml:3 permissions of client app',
    ]);
    expect(result.hidden).toMatchObject([
      { rule: 'missing-permission', hidden: { by: 'suppression', reason: 'granted by hand', place: { line: 5 } }, sites: [{ file: 'src/app.ts', line: 6 }], places: [{ file: 'src/app.ts', line: 6 }, { file: 'scope-manifest.yaml', line: 3 }] },
    ]);
  });

  it('covers a finding together with others, each for its own place', async () => {
    const comment = '// scope-audit-ignore[missing-permission] -- granted by hand';
    const result = await run(suppressed(comment, comment, "await api.deleteRoutingQueue('y');"));
    expect([result.findings, result.hidden.length]).toEqual([[], 1]);
  });

  it('in the manifest hides what stands there', async () => {
    const manifest = 'application: app\ngrant: client-credentials\npermissions:\n  - routing:queue:view\n  # scope-audit-ignore[excess-permission] -- the nightly report\n  - recording:recording:view\n';
    const result = await run({ 'scope-manifest.yaml': manifest, 'src/app.ts': CODE('await api.getRoutingQueues();') });
    expect([result.findings, result.hidden.map(({ rule }) => rule)]).toEqual([[], ['excess-permission']]);
  });

  it.each([
    ['// scope-audit-ignore[missing-permission] -- old (until 2026-11-24)', ['missing-permission routing:queue:delete', 'expired-suppression']],
    ['// scope-audit-ignore[missing-permission]', ['invalid-suppression', 'missing-permission routing:queue:delete']],
    ['// scope-audit-ignore[missing-permision] -- why', ['invalid-suppression', 'missing-permission routing:queue:delete']],
    ['// scope-audit-ignore[missing-scope] -- why', ['missing-permission routing:queue:delete', 'unused-suppression']],
  ])('%s is reported', async (comment, rules) => {
    expect(rulesOf(await run(suppressed(comment)))).toEqual(rules);
  });

  it.each([
    ['missing-scope', 'This rule reports nothing where it stands'],
    ['missing-scope, unknown-name', 'None of these rules reports anything where it stands'],
  ])('of %s says why it is unused', async (rules, why) => {
    const { findings } = await run(suppressed(`// scope-audit-ignore[${rules}] -- why`));
    expect(findings.find(({ rule }) => rule === 'unused-suppression')?.why).toBe(`${why}; it would hide the next real finding there.`);
  });

  it('is found where the call it was written for is gone', async () => {
    const files = { 'scope-manifest.yaml': MANIFEST, 'src/app.ts': CODE('await api.getRoutingQueues();'), 'src/gone.ts': '// scope-audit-ignore[unresolved-call] -- why\nexport const gone = 1;\n' };
    expect(rulesOf(await run(files))).toEqual(['unused-suppression']);
  });
});
