import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { RULES } from '../../rules/checks/index.js';
import { createProgram } from '../../src/cli/run-cli.js';
import { readConfig } from '../../src/config/read-config.js';
import { readManifest } from '../../src/manifest/read-manifest.js';
import { root, run, sample, silentIo } from '../cli/harness.js';
import { git, tempTree, write } from '../node/temp-tree.js';

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const recipes = read('docs/recipes.md');
const blocks = (language: string): string[] => [...recipes.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].flatMap(([, name, text = '']) => (name === language ? [text] : []));
const yaml = blocks('yaml').map((text) => ({ text, value: parse(text) as Record<string, unknown> }));

const VARIABLES: Readonly<Record<string, string>> = {
  '"$CI_MERGE_REQUEST_DIFF_BASE_SHA"': 'HEAD',
  '"origin/$(System.PullRequest.TargetBranchName)"': 'HEAD',
  '"origin/$CHANGE_TARGET"': 'HEAD',
  '$(Build.StagingDirectory)': 'out',
  '$(Build.ArtifactStagingDirectory)': 'out',
};

/** Every call of the tool in the recipes, as arguments, what the surface fills in filled in. */
const commands = [...new Set([...recipes.matchAll(/npx scope-audit\b([^\n;']*)/g)].map(([, rest = '']) => rest.trim()))].map((text) =>
  Object.entries(VARIABLES).reduce((line, [variable, value]) => line.replaceAll(variable, value), text).split(' ').filter((word) => word !== ''),
);

/** These go on, or ask the platform; tests of their own run them. */
const NOT_RUN = ['--watch', 'verify'];

describe('the recipes', () => {
  it('are found', () => {
    expect(commands.length).toBeGreaterThanOrEqual(14);
    expect(commands.flat().join(' ')).not.toMatch(/[$"]/);
  });

  it('run as written, in their order', async () => {
    const cwd = tempTree({ 'out/keep': '' });
    cpSync(sample('queue-dashboard'), cwd, { recursive: true });
    git(cwd, 'init');
    git(cwd, 'add', '-A');
    git(cwd, 'commit', '-qm', 'all');
    for (const args of commands.filter(([first = '']) => !NOT_RUN.includes(first))) {
      const { exit, stderr } = await run(args, { cwd });
      const judges = args[0] === undefined || args[0].startsWith('--');
      expect([args, exit, stderr]).toEqual([args, judges && !args.includes('never') ? 1 : 0, '']);
    }
    for (const file of ['gl-code-quality.json', 'junit.xml', 'out/junit.xml', 'out/scope-audit.sarif', 'scope-audit.html', 'pbom.json']) expect([file, existsSync(path.join(cwd, file))]).toEqual([file, true]);
  });

  it('use flags that exist', () => {
    const program = createProgram(silentIo(), () => undefined);
    const wrong = commands.flatMap(([first = '', ...rest]) => {
      const command = program.commands.find((one) => one.name() === first) ?? program.commands.find((one) => one.name() === 'audit');
      const flags = command?.options.map(({ long }) => long) ?? [];
      return [first, ...rest].filter((word) => word.startsWith('--') && !flags.includes(word));
    });
    expect(wrong).toEqual([]);
  });

  it('read the files that their commands write', () => {
    const [gitlab] = yaml.flatMap(({ value }) => (value['scope-audit'] as { script: string[]; artifacts: { reports: Record<string, string> } } | undefined) ?? []);
    expect(gitlab).toBeDefined();
    for (const file of Object.values(gitlab?.artifacts.reports ?? {})) expect(gitlab?.script.join('\n')).toContain(`=${file}`);
    const [azure = []] = yaml.flatMap(({ value }) => (Array.isArray(value['steps']) ? [value['steps'] as { script?: string; inputs?: Record<string, string> }[]] : []));
    const published = azure.map(({ inputs }) => inputs?.['testResultsFiles']).find((file) => file !== undefined);
    expect(azure.map(({ script }) => script ?? '').join('\n')).toContain(`junit=${published ?? 'none'} `);
    const [jenkins = ''] = blocks('groovy');
    expect(jenkins).toContain(`junit=${/junit '(.*)'/.exec(jenkins)?.[1] ?? 'none'}'`);
  });
});

interface Step {
  id?: string;
  uses?: string;
  with?: Record<string, unknown>;
}

describe('the workflows', () => {
  const action = parse(read('action.yml')) as Record<'inputs' | 'outputs', Record<string, unknown>>;
  const workflows = yaml.filter(({ value }) => 'jobs' in value).map(({ text, value }) => ({ text, steps: Object.values(value['jobs'] as Record<string, { steps: Step[] }>).flatMap(({ steps }) => steps) }));

  it('are found', () => {
    expect(workflows.length).toBeGreaterThanOrEqual(5);
  });

  it.each(workflows)('give the action inputs that it has, and use outputs that it has: $steps.length steps', ({ text, steps }) => {
    const audits = steps.filter(({ uses = '' }) => uses.startsWith('OWNER/scope-audit@'));
    for (const step of audits) expect(Object.keys(step.with ?? {}).filter((name) => !(name in action.inputs))).toEqual([]);
    const used = [...text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)];
    expect(used.filter(([, id, name = '']) => !(name in action.outputs) || !audits.some((step) => step.id === id))).toEqual([]);
  });

  it('name hooks that exist', () => {
    const hooks = (parse(read('.pre-commit-hooks.yaml')) as { id: string }[]).map(({ id }) => id);
    const named = yaml.flatMap(({ value }) => (value['repos'] as { hooks: { id: string }[] }[] | undefined) ?? []).flatMap((repo) => repo.hooks);
    expect(named.map(({ id }) => id)).toEqual(['scope-audit']);
    expect(hooks).toEqual(expect.arrayContaining(named.map(({ id }) => id)));
  });
});

describe('where one works', () => {
  it('the lines for editors name schemas of the package, which accept what stands below them', () => {
    const lines = yaml.flatMap(({ text }) => [...text.matchAll(/\$schema=\.\/node_modules\/scope-audit\/(dist\/schemas\/(\S+))/g)].map(([, file = '', name = '']) => ({ text, file, name })));
    expect(lines.map(({ name }) => name)).toEqual(['scope-manifest.json', 'config.json']);
    expect(lines.filter(({ file }) => !existsSync(path.join(root, file)))).toEqual([]);
    for (const { text, name } of lines) expect((name === 'config.json' ? readConfig(text, name, RULES.map(({ id }) => id)) : readManifest(text, name)).problems).toEqual([]);
  });

  it('lint-staged is given a command without the names of files', async () => {
    const [, text = ''] = /lint-staged\.config\.js[\s\S]*?```js\n([\s\S]*?)```/.exec(recipes) ?? [];
    const { default: config } = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as { default: Record<string, (files: string[]) => string> };
    expect(Object.values(config).map((command) => command(['src/a.ts']))).toEqual(['scope-audit diff --base HEAD']);
  });

  it('the library runs as shown', () => {
    const [, text = ''] = /<!-- library -->\n```js\n([\s\S]*?)```/.exec(recipes) ?? [];
    const cwd = tempTree({});
    write(cwd, { 'needs.mjs': text.replace("'scope-audit'", JSON.stringify(pathToFileURL(path.join(root, 'dist/index.js')).href)) });
    const printed = execFileSync(process.execPath, [path.join(cwd, 'needs.mjs'), sample('guide-service')], { encoding: 'utf8' });
    expect(printed.trim().split('\n')).toEqual(['analytics:agentConversationDetail:view', 'analytics:queueObservation:view', 'conversation:communication:view', 'oauth:client:view', 'routing:queue:view']);
  });
});

it('the image is made of files that exist, and holds what the package holds', () => {
  const dockerfile = read('Dockerfile');
  const copied = [...dockerfile.matchAll(/^COPY --from=build \/tool\/(\S+)/gm)].map(([, file = '']) => file);
  expect(copied.filter((file) => file !== 'dist' && !existsSync(path.join(root, file)))).toEqual([]);
  const { files } = JSON.parse(read('package.json')) as { files: string[] };
  const needed = ['package.json', ...files.filter((file) => file !== 'CHANGELOG.md')];
  expect(needed.filter((file) => !copied.some((one) => file === one || file.startsWith(`${one}/`)))).toEqual([]);
  expect(dockerfile).toMatch(/^USER node$/m);
});
