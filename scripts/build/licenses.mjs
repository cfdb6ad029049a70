import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

/** The licence texts of the packages that lie in the bundle, from esbuild's list of inputs. */
export async function bundledLicenses(root, inputs) {
  const folders = new Set(inputs.map((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.replaceAll('\\', '/'))?.[0]).filter(Boolean));
  const texts = await Promise.all([...folders].sort().map((folder) => licenseOf(path.resolve(root, folder))));
  // By package, wherever npm has put it.
  return texts.sort().join(`\n${'-'.repeat(80)}\n\n`);
}

async function licenseOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^(?:licen[cs]e|notice|copying)/i.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  return `${name} ${version} (${license})\n\n${texts.join('\n')}`;
}
