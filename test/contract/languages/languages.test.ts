import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../src/analysis/analyse.js';
import type { Language, ModuleResolver, Program } from '../../../src/model/index.js';
import { createPlatform } from '../../../src/platform/index.js';
import { catalog } from '../../catalog/real-catalog.js';
import { go } from './go.js';
import { withSampleModels } from './models.js';
import { python } from './python.js';

const samples = path.join(import.meta.dirname, 'samples');
const inPython: ModuleResolver = (_, module) => (module.startsWith('genesys.') ? `${module.replaceAll('.', '/')}.py` : undefined);
const inGo: ModuleResolver = (_, module) => (module.endsWith('/genesys') ? 'genesys/client.go' : undefined);

/** The sample in its lowered form, and what the engine makes of it. */
async function followed(language: Language, resolve: ModuleResolver) {
  const folder = path.join(samples, language.id);
  const lowerer = await language.load();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.split(path.sep).join('/')).filter((file) => language.owns(file));
  const programs = new Map(files.sort().map((file): [string, Program] => [file, lowerer.lower(readFileSync(path.join(folder, file), 'utf8'), file)]));
  const seeds = files.filter((file) => file.startsWith('genesys/'));
  const importersOf = (known: ReadonlySet<string>): string[] =>
    files.filter((file) => !known.has(file) && programs.get(file)?.imports.some(({ module }) => known.has(resolve(file, module) ?? '')));
  const { calls, unresolved } = analyse(seeds, { program: (file) => programs.get(file), resolve, importersOf }, withSampleModels(createPlatform(catalog)));
  return {
    problems: [...programs.values()].flatMap((program) => program.problems),
    calls: calls.map((call) => `${call.file}:${call.line}:${call.column} ${call.method} ${call.path} ${call.confidence}`),
    unresolved,
    chains: calls.map((call) => call.evidence.map(({ file, line, role }) => `${role} ${file}:${line}`)),
  };
}

describe('the engine follows a wrapper and its callers', () => {
  it('in Python', async () => {
    const { problems, calls, unresolved, chains } = await followed(python, inPython);
    expect({ problems, unresolved }).toEqual({ problems: [], unresolved: [] });
    expect(calls).toEqual([
      'wallboard.py:10:18 GET /api/v2/users/me certain',
      'wallboard.py:11:18 GET /api/v2/routing/queues/{queueId} certain',
      'wallboard.py:12:18 GET /api/v2/routing/queues/{queueId}/members certain',
      'wallboard.py:13:18 POST /api/v2/analytics/conversations/aggregates/query certain',
      'wallboard.py:14:60 GET /api/v2/users certain',
    ]);
    expect(chains[1]).toEqual(['request genesys/client.py:17', 'wrapper genesys/client.py:23', 'wrapper wallboard.py:11', 'method genesys/client.py:23', 'path wallboard.py:5']);
  });

  it('in Go', async () => {
    const { problems, calls, unresolved, chains } = await followed(go, inGo);
    expect({ problems, unresolved }).toEqual({ problems: [], unresolved: [] });
    expect(calls).toEqual([
      'main.go:16:24 GET /api/v2/users/me certain',
      'main.go:19:21 GET /api/v2/routing/queues/{queueId} certain',
      'main.go:21:12 GET /api/v2/routing/queues certain',
      'main.go:21:12 GET /api/v2/users certain',
      'main.go:30:9 POST /api/v2/analytics/conversations/aggregates/query certain',
    ]);
    expect(chains[1]).toEqual(['request genesys/client.go:18', 'wrapper genesys/client.go:27', 'wrapper main.go:19', 'method genesys/client.go:27', 'path main.go:19']);
  });
});
