import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../cli/harness.js';
import { rerun } from './sessions.js';

const pages = ['README.md', ...readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];

describe('sessions print what the page says', () => {
  it.each(pages)('%s', async (name) => {
    const file = path.join(root, name);
    await expect(await rerun(readFileSync(file, 'utf8'))).toMatchFileSnapshot(file);
  });
});
