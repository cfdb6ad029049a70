import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { buildAction } from '../../scripts/build-action.mjs';
import { CONFIG_SCHEMA } from '../../src/config/config-schema.js';
import { tempTree } from '../node/temp-tree.js';

const root = path.resolve(import.meta.dirname, '../..');
const action = parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as { inputs: Record<string, { description: string; default?: string }>; outputs: Record<string, { description: string }>; runs: { using: string; main: string } };

const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file, 'utf8')] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

describe('the action', () => {
  it('is built from the sources as they are: `npm run build:action`', async () => {
    const fresh = tempTree({});
    await buildAction(fresh);
    const [built, committed] = [filesOf(fresh), filesOf(path.join(root, 'action'))];
    expect(Object.keys(committed)).toEqual(Object.keys(built));
    expect(Object.keys(built).filter((file) => built[file] !== committed[file])).toEqual([]);
  });

  /** Settings that only a file can hold; a step keeps nothing between runs. */
  const FILE_ONLY = ['$schema', 'cache', 'helpers', 'rules', 'testPaths', 'manifests', 'policy', 'show', 'usage'];
  /** Inputs that are no settings. */
  const STEP_ONLY = ['path', 'config', 'base', 'comment', 'token', 'sarif-file', 'json-file', 'html-file', 'upload-sarif', 'verify', 'environment', 'client', 'api', 'login'];
  const dashed = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

  it('has an input for each setting, none with a default that would go before the file', () => {
    const settings = Object.keys(CONFIG_SCHEMA.properties ?? {}).filter((key) => !FILE_ONLY.includes(key)).map(dashed);
    expect(Object.keys(action.inputs).sort()).toEqual([...settings, ...STEP_ONLY].sort());
    expect(Object.entries(action.inputs).filter(([name, input]) => name !== 'token' && input.default !== undefined)).toEqual([]);
  });

  it('reads the inputs and sets the outputs that it names', () => {
    const source = ['inputs.ts', 'run-action.ts'].map((file) => readFileSync(path.join(root, 'src/action', file), 'utf8')).join('\n');
    const read = [...source.matchAll(/(?:getInput|list|oneOf(?:<\w+>)?|wholeNumber|readSwitch)\('([a-z-]+)'/g)].map(([, name]) => name);
    expect([...new Set(read)].sort()).toEqual(Object.keys(action.inputs).sort());
    expect(Object.keys(action.outputs).sort()).toEqual(['errors', 'excess', 'html-file', 'json-file', 'missing', 'notes', 'sarif-file', 'unresolved', 'warnings']);
    expect(action.runs).toEqual({ using: 'node24', main: 'action/index.js' });
  });
});
