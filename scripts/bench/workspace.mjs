import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { platformFiles } from './platform-files.mjs';
import { randomFrom } from './random.mjs';

const FEATURES = ['account', 'billing', 'calendar', 'cart', 'catalog', 'chart', 'editor', 'export', 'form', 'gallery', 'invoice', 'layout', 'mail', 'order', 'report', 'search', 'table', 'theme', 'upload', 'wizard'];
const ROLES = ['model', 'store', 'view', 'format', 'hooks', 'rules', 'list', 'detail', 'mapper', 'validation'];

/**
 * Writes a TypeScript workspace of `count` files, of which `touching` have to do with the platform, and puts it under git.
 * The same numbers give the same bytes.
 */
export async function writeWorkspace(root, { count = 8000, touching = 100, size = 3000, seed = 1 } = {}) {
  const random = randomFrom(seed);
  const plain = Array.from({ length: count - touching }, (_, index) => plainName(index));
  const files = new Map(plain.map((name, index) => [name, plainFile(plain, index, size * (0.4 + 1.2 * random()), random)]));
  for (const [name, text] of platformFiles(touching, size, random)) files.set(name, text);
  files.set('package.json', JSON.stringify({ name: 'bench', private: true, dependencies: { 'purecloud-platform-client-v2': '^200.0.0' } }));
  files.set('tsconfig.json', JSON.stringify({ compilerOptions: { strict: true, baseUrl: '.', paths: { '@app/*': ['src/*'] } } }));
  files.set('.gitignore', 'node_modules/\ndist/\n');

  for (const folder of new Set([...files.keys()].map((name) => path.dirname(name)))) await mkdir(path.join(root, folder), { recursive: true });
  await Promise.all([...files].map(([name, text]) => writeFile(path.join(root, name), text)));
  const git = (...args) => execFileSync('git', ['-C', root, '-c', 'user.name=bench', '-c', 'user.email=bench@example.com', ...args], { stdio: 'ignore' });
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'workspace');
  return { files: count, bytes: [...files.values()].reduce((sum, text) => sum + text.length, 0) };
}

function plainName(index) {
  const feature = FEATURES[index % FEATURES.length];
  const part = Math.floor(index / FEATURES.length / ROLES.length);
  return `src/${feature}/part${part}/${feature}-${ROLES[Math.floor(index / FEATURES.length) % ROLES.length]}.ts`;
}

/** Ordinary application code: imports of neighbours, a type, functions, a class. */
function plainFile(names, index, size, random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const imports = Array.from({ length: 2 + Math.floor(random() * 5) }, () => Math.floor(random() * names.length)).filter((other) => other !== index);
  const lines = imports.map((other) => `import { ${valueName(names, other)} } from '${relative(names[index], names[other])}';`);
  if (random() < 0.5) lines.push("import { useMemo, useState } from 'react';");
  if (random() < 0.3) lines.push("import type { Observable } from 'rxjs';");
  lines.push('', `export interface Row${index} {`, '  readonly id: string;', '  readonly title: string;', '  readonly amount: number;', '}', '');
  lines.push(`/** Used by the ${pick(FEATURES)} pages. */`, `export const ${valueName(names, index)} = { title: '${pick(ROLES)} of ${pick(FEATURES)}', limit: ${Math.floor(random() * 500)} };`, '');
  const end = size - 200;
  for (let length = lines.join('\n').length, number = 0; length < end; number++) {
    const block = plainFunction(index, number, imports.map((other) => valueName(names, other)), pick, random);
    lines.push(block);
    length += block.length;
  }
  return `${lines.join('\n')}\n`;
}

function plainFunction(index, number, values, pick, random) {
  const name = `${pick(['select', 'format', 'build', 'merge', 'collect'])}${index}x${number}`;
  const used = values.length > 0 ? `${pick(values)}.limit` : String(Math.floor(random() * 90));
  return `export function ${name}(rows: readonly Row${index}[], options: { page: number; query?: string } = { page: 1 }): Row${index}[] {
  // Rows without a title come last.
  const wanted = options.query?.trim().toLowerCase() ?? '';
  const found = rows.filter((row) => row.title.toLowerCase().includes(wanted) && row.amount > ${used});
  if (found.length === 0 && options.page > 1) {
    return ${name}(rows, { ...options, page: options.page - 1 });
  }
  const key = \`/pages/\${options.page}/${pick(FEATURES)}\`;
  const cached = new Map<string, Row${index}[]>();
  cached.set(key, found.sort((a, b) => a.amount - b.amount));
  return cached.get(key) ?? [];
}
`;
}

function valueName(names, index) {
  return `settings${index}`;
}

function relative(from, to) {
  const text = path.posix.relative(path.posix.dirname(from), to).replace(/\.ts$/, '');
  return text.startsWith('.') ? text : `./${text}`;
}
