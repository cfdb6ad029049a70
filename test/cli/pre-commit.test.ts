import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { git, tempTree, write } from '../node/temp-tree.js';

const root = path.resolve(import.meta.dirname, '../..');
const isThere = spawnSync('pre-commit', ['--version']).status === 0;

/** The program itself, Debian's; required in CI, which installs it. */
describe.skipIf(!isThere && process.env['CI'] === undefined)('pre-commit', () => {
  it('accepts the hooks', () => {
    execFileSync('pre-commit', ['validate-manifest', path.join(root, '.pre-commit-hooks.yaml')]);
  });

  it('lets a commit through that needs nothing new, and stops the one that does', () => {
    const hook = `repos:\n  - repo: local\n    hooks:\n      - id: scope-audit\n        name: scope-audit\n        entry: node ${path.join(root, 'dist/cli.js')} diff --base HEAD\n        language: system\n        pass_filenames: false\n        files: '\\.ts$'\n`;
    const code = (call: string): string => `import platformClient from 'purecloud-platform-client-v2';\nconst api = new platformClient.RoutingApi();\nexport const run = () => ${call};\n`;
    const cwd = tempTree({ '.pre-commit-config.yaml': hook, 'scope-manifest.yaml': 'application: app\ngrant: client-credentials\npermissions: [routing:queue:view]\n', 'src/old.ts': code("api.deleteRoutingQueue('x')") });
    git(cwd, 'init', '-q');
    git(cwd, 'add', '-A');
    git(cwd, 'commit', '-qm', 'old');
    const runHook = (): { exit: number | null; out: string } => {
      git(cwd, 'add', '-A');
      const { status, stdout } = spawnSync('pre-commit', ['run', '--color', 'never'], { cwd, encoding: 'utf8', env: { ...process.env, PRE_COMMIT_HOME: path.join(cwd, '.home') } });
      return { exit: status, out: stdout };
    };
    write(cwd, { '.gitignore': '.home\n', 'src/old.ts': `// moved\n${code("api.deleteRoutingQueue('x')")}` });
    expect(runHook()).toMatchObject({ exit: 0 });
    write(cwd, { 'src/new.ts': code("api.putRoutingQueue('x', {})") });
    const { exit, out } = runHook();
    expect(exit).toBe(1);
    expect(out.match(/^error\[.*$/gm)).toEqual([expect.stringContaining('`routing:queue:edit`')]);
  });
});
