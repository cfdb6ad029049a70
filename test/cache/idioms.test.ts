import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readCode, type CodePorts } from '../../src/code.js';
import { mergeConfig } from '../../src/config/merge-config.js';
import { LANGUAGES } from '../../src/languages/index.js';
import { readConfigFile } from '../../src/node/config-file.js';
import { listFiles } from '../../src/node/list-files.js';
import { createReader } from '../../src/node/read-files.js';
import { createProgramStore } from '../../src/program-store.js';
import { listIdioms } from '../analysis/run-idiom.js';
import { catalog } from '../catalog/real-catalog.js';
import { sample } from '../cli/harness.js';
import { memoryCache } from './memory-cache.js';

const folders = [...listIdioms().map((idiom) => fileURLToPath(new URL(`../../fixtures/idioms/${idiom}`, import.meta.url))), sample('queue-dashboard'), sample('guide-service')];

it.each(folders)('the same without a cache, with an empty and with a full one, and with what is parsed already: %s', async (folder) => {
  const { files, links } = await listFiles(folder, { git: undefined });
  const { config } = mergeConfig(await readConfigFile(folder, folder, undefined));
  const ports: CodePorts = { files, links, read: createReader(folder), languages: LANGUAGES, progress: () => undefined };
  const read = async (more: Partial<CodePorts>): Promise<unknown> => ({ ...(await readCode({ ...ports, ...more }, catalog, config)), importersOf: undefined });
  const without = await read({});
  const cache = memoryCache();
  const programs = createProgramStore();
  expect(await read({ cache, programs })).toStrictEqual(without);
  const { stored } = cache;
  // What is kept needs no parser.
  const languages = LANGUAGES.map((language) => ({ ...language, load: () => Promise.reject(new Error('a parser was loaded')) }));
  expect(await read({ cache, languages })).toStrictEqual(without);
  expect(cache).toMatchObject({ found: stored, stored });
  const lowered = LANGUAGES.map((language) => ({ ...language, load: () => Promise.resolve({ lower: () => expect.unreachable('a file was parsed') }) }));
  expect(await read({ programs, languages: lowered })).toStrictEqual(without);
});
