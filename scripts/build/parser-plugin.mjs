import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { transform } from 'esbuild';

const SEAM = 'export { ts } from \'ts-morph\';';
const IMPORT = 'import { ts } from \'./typescript.js\';';

/** An esbuild plugin that gives the JavaScript front end the trimmed parser in the place of the whole of ts-morph. */
export function trimmedParser(root) {
  const folder = path.join(root, 'src/languages/javascript');
  return {
    name: 'trimmed-parser',
    setup(build) {
      build.onLoad({ filter: /languages[\\/]javascript[\\/][^\\/]+\.ts$/ }, async ({ path: file }) => {
        const text = await readFile(file, 'utf8');
        return { contents: text.replace(IMPORT, 'import * as ts from \'trimmed-parser\';'), loader: 'ts', resolveDir: folder };
      });
      build.onResolve({ filter: /^trimmed-parser$/ }, () => ({ path: 'parser', namespace: 'trimmed-parser' }));
      build.onLoad({ filter: /.*/, namespace: 'trimmed-parser' }, async () => ({ contents: await parserText(root, folder), loader: 'js' }));
    },
  };
}

async function parserText(root, folder) {
  const seam = await readFile(path.join(folder, 'typescript.ts'), 'utf8');
  if (!seam.includes(SEAM)) throw new Error(`src/languages/javascript/typescript.ts no longer reads: ${SEAM}`);
  const require = createRequire(import.meta.url);
  const compiler = await readFile(require.resolve('@ts-morph/common/dist/typescript.js'), 'utf8');
  const names = await usedNames(folder);
  const trimmer = await readFile(new URL('trim-typescript.mjs', import.meta.url), 'utf8');
  const key = createHash('sha256').update(compiler).update(trimmer).update(names.join()).digest('hex').slice(0, 16);
  const cache = path.join(root, 'node_modules/.cache/scope-audit', `parser-${key}.mjs`);
  try {
    return await readFile(cache, 'utf8');
  } catch {
    const { trimTypeScript } = await import('./trim-typescript.mjs');
    const { code: text } = await transform(trimTypeScript(compiler, names), { minify: true, format: 'esm', legalComments: 'none' });
    await mkdir(path.dirname(cache), { recursive: true });
    await writeFile(`${cache}.${process.pid}`, text);
    await rename(`${cache}.${process.pid}`, cache);
    return text;
  }
}

/** Members of `ts` that the front end names; types among them are no exports of the compiler and drop out. */
async function usedNames(folder) {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts')).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  return [...new Set(texts.flatMap((text) => Array.from(text.matchAll(/\bts\.(\w+)/g), (match) => match[1])))].sort();
}
