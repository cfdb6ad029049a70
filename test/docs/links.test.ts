import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../cli/harness.js';

const pagesIn = (folder: string): string[] => readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.md')).map((name) => path.join(folder, name));
const pages = [...pagesIn('.'), ...pagesIn('docs'), ...pagesIn('rules/checks')];

it.each(pages)('%s links only to files and headings that exist', (page) => {
  const links = [...readFileSync(path.join(root, page), 'utf8').matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)];
  const broken = links.filter(([, target = '', heading]) => {
    const file = target === '' ? path.join(root, page) : path.resolve(root, path.dirname(page), target);
    return !existsSync(file) || (heading !== undefined && !headingsOf(file).includes(heading));
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

/** Headings as the names by which GitHub links to them. */
function headingsOf(file: string): string[] {
  const headings = [...readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm)];
  return headings.map(([, text = '']) => text.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'));
}
