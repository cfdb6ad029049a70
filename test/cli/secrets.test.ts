import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './harness.js';

const CANARY = 'canary-7Q3x';
const CODE = `import axios from 'axios';\nexport const users = () => axios.get('https://api.mypurecloud.com/api/v2/users');\n`;

/** Files in which somebody wrote a secret itself, each broken in another way at or around it. */
const BROKEN: Record<string, string> = {
  'the value itself': `secret: ${CANARY}`,
  'quotes that do not close': `secret: "${CANARY}`,
  'two colons': `secret: ${CANARY}: x`,
  'a tab': `\tsecret: ${CANARY}`,
  'an alias': `secret: *${CANARY}`,
  'a tag': `secret: !${CANARY} x`,
  'a directive': `%${CANARY}`,
  'an escape': `secret: "\\${CANARY}"`,
  'a bracket': `secret: [${CANARY}`,
  'a list': `secret: [${CANARY}]`,
  'a mapping': `secret: { ${CANARY}: 1 }`,
  'a key that is unknown': `clientSecret: ${CANARY}`,
  'a line that holds another fault': `{ secret: ${CANARY}, regoin: eu-central-1 }`,
  'a line behind it': `secret: ${CANARY}\n      ] x`,
};
const manifest = (line: string): string => `application: x\nscopes: [users:readonly]\nenvironments:\n  production:${line.startsWith('{') ? ` ${line}` : `\n    ${line}`}\n`;

let root = '';
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'scope-audit-'));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

function folderOf(name: string, files: Record<string, string>): string {
  const folder = path.join(root, name.replaceAll(' ', '-'));
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  return folder;
}

describe('a secret is not repeated', () => {
  it.each(Object.entries(BROKEN))('from a manifest with %s', async (name, line) => {
    const folder = folderOf(name, { 'a.ts': CODE, 'scope-manifest.yaml': manifest(line) });
    for (const args of [[], ['--format', 'json']]) {
      const { exit, stdout, stderr } = await run([...args, folder], { tty: true });
      expect(exit).toBe(2);
      expect(stdout + stderr).not.toContain(CANARY);
    }
  });

  it.each(Object.entries(BROKEN))('from a configuration with %s', async (name, line) => {
    const folder = folderOf(`config of ${name}`, { 'a.ts': CODE, 'scope-audit.yaml': line.startsWith('%') ? `${line}\n` : `failOn: error\n${line.startsWith('{') ? `catalog: ${line}` : line}\n` });
    const { exit, stdout, stderr } = await run([folder], { tty: true });
    expect(exit).toBe(2);
    expect(stderr).not.toBe('');
    expect(stdout + stderr).not.toContain(CANARY);
  });
});

describe('a region that does not exist', () => {
  it('is a warning', async () => {
    const folder = folderOf('region', { 'a.ts': CODE, 'scope-manifest.yaml': manifest('region: eu-centrl-1') });
    const { stdout } = await run([folder]);
    expect(stdout).toContain('warning: scope-manifest.yaml:5:13: the platform has no region `eu-centrl-1`\n  hint: did you mean `eu-central-1`?');
  });
});
