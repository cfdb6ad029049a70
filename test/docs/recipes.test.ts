import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root, run, sample } from '../cli/harness.js';
import { tempTree } from '../node/temp-tree.js';

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const recipes = read('docs/recipes.md');
const blocks = (language: string): string[] => [...recipes.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].flatMap(([, name, text = '']) => (name === language ? [text] : []));

const VARIABLES: Readonly<Record<string, string>> = {
  '"$CI_MERGE_REQUEST_DIFF_BASE_SHA"': 'HEAD',
  '"origin/$(System.PullRequest.TargetBranchName)"': 'HEAD',
  '$(Build.StagingDirectory)': 'out',
  '$(Build.ArtifactStagingDirectory)': 'out',
};

/** Every call of the tool in the recipes, as arguments, what the surface fills in filled in. */
const commands = [...new Set([...recipes.matchAll(/npx scope-audit\b([^\n;]*)/g)].map(([, rest = '']) => rest.trim()))].map((text) =>
  Object.entries(VARIABLES).reduce((line, [variable, value]) => line.replaceAll(variable, value), text).split(' ').filter((word) => word !== ''),
);

describe('the recipes', () => {
  it('are found', () => {
    expect(commands.length).toBeGreaterThanOrEqual(12);
    expect(commands.flat().join(' ')).not.toMatch(/[$"]/);
  });

  it('run as written, in their order', async () => {
    const cwd = tempTree({ 'out/keep': '' });
    cpSync(sample('queue-dashboard'), cwd, { recursive: true });
    const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd, stdio: 'ignore' });
    git('init');
    git('add', '-A');
    git('commit', '-qm', 'all');
    for (const args of commands) {
      const { exit, stderr } = await run(args, { cwd });
      const judges = args[0] === undefined || args[0].startsWith('--');
      expect([args, exit, stderr]).toEqual([args, judges && !args.includes('never') ? 1 : 0, '']);
    }
    for (const file of ['gl-code-quality.json', 'junit.xml', 'out/junit.xml', 'out/scope-audit.sarif', 'scope-audit.html', 'pbom.json']) expect([file, existsSync(path.join(cwd, file))]).toEqual([file, true]);
  });

  it('are YAML, and read the files that their commands write', () => {
    const [gitlab = '', azure = ''] = blocks('yaml');
    const job = (parse(gitlab) as Record<string, { script: string[]; artifacts: { reports: Record<string, string> } }>)['scope-audit'];
    for (const file of Object.values(job?.artifacts.reports ?? {})) expect(job?.script.join('\n')).toContain(`=${file}`);
    const { steps } = parse(azure) as { steps: { script?: string; inputs?: Record<string, string> }[] };
    const published = steps.map(({ inputs }) => inputs?.['testResultsFiles']).find((file) => file !== undefined);
    expect(steps.map(({ script }) => script ?? '').join('\n')).toContain(`junit=${published ?? 'none'} `);
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
