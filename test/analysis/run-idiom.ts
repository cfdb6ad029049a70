import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCode } from '../../src/code.js';
import { mergeConfig } from '../../src/config/merge-config.js';
import { LANGUAGES } from '../../src/languages/index.js';
import type { Call, Problem, UnresolvedCall } from '../../src/model/index.js';
import { compareText } from '../../src/model/index.js';
import { readConfigFile } from '../../src/node/config-file.js';
import { findGit } from '../../src/node/git.js';
import { listFiles } from '../../src/node/list-files.js';
import { createReader } from '../../src/node/read-files.js';
import { catalog } from '../catalog/real-catalog.js';
import { git, tempTree } from '../node/temp-tree.js';

const EXPECTED = 'expected.json';
const idiomsFolder = fileURLToPath(new URL('../../fixtures/idioms', import.meta.url));

/** What `expected.json` of an idiom says: everything the tool reports of the folder, sorted by file, line and path. */
export interface Reported {
  calls: Pick<Call, 'file' | 'line' | 'method' | 'path' | 'confidence' | 'via'>[];
  unresolved: Pick<UnresolvedCall, 'file' | 'line' | 'reason'>[];
}

/** The idioms as `group/leaf`, sorted: every folder that holds an `expected.json`. */
export function listIdioms(): string[] {
  const groups = foldersIn(idiomsFolder);
  return groups.flatMap((group) => foldersIn(path.join(idiomsFolder, group)).map((leaf) => `${group}/${leaf}`)).sort(compareText);
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

export function expectedOf(idiom: string): Reported & { open?: string } {
  return JSON.parse(readFileSync(path.join(idiomsFolder, idiom, EXPECTED), 'utf8')) as Reported & { open?: string };
}

/** What the pipeline makes of an idiom's folder, with the real catalog. */
export async function runIdiom(idiom: string): Promise<Reported & { problems: readonly Problem[] }> {
  const { root, files, links } = await openIdiom(path.join(idiomsFolder, idiom));
  const { helpers, include, exclude } = mergeConfig(await readConfigFile(root, root, undefined), {}).config;
  const ports = { files, links, read: createReader(root), languages: LANGUAGES, progress: () => undefined };
  const { calls, unresolved, problems } = await readCode(ports, catalog, { helpers, include, exclude });
  return {
    calls: calls.map(({ file, line, method, path, confidence, via }) => ({ file, line, method, path, confidence, via })).sort(compareReported),
    unresolved: unresolved.map(({ file, line, reason }) => ({ file, line, reason })).sort(compareReported),
    problems,
  };
}

/** An idiom about ignored files keeps its rules in `dot-gitignore`, so that they do not act here, and becomes a repository of its own. */
async function openIdiom(folder: string) {
  const here = await listFiles(folder, { git: undefined });
  const files = here.files.filter((file) => file !== EXPECTED);
  if (!files.includes('dot-gitignore')) return { root: folder, files, links: here.links };
  const root = tempTree(Object.fromEntries(files.map((file) => [file.replace('dot-gitignore', '.gitignore'), readFileSync(path.join(folder, file))])));
  git(root, 'init', '-q');
  return { root, ...(await listFiles(root, { git: findGit() })) };
}

interface Line {
  file: string;
  line: number;
  path?: string;
  method?: string;
  reason?: string;
}

function compareReported(a: Line, b: Line): number {
  return compareText(a.file, b.file) || a.line - b.line || compareText(a.path ?? '', b.path ?? '') || compareText(a.method ?? a.reason ?? '', b.method ?? b.reason ?? '');
}
