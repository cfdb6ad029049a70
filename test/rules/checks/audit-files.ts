import { expect } from 'vitest';
import { RULES } from '../../../rules/checks/index.js';
import { DEFAULT_CONFIG, type Config } from '../../../src/config/config.js';
import { mergeConfig } from '../../../src/config/merge-config.js';
import { readConfig } from '../../../src/config/read-config.js';
import { LANGUAGES } from '../../../src/languages/index.js';
import type { Authority, RunResult } from '../../../src/model/index.js';
import { audit, gather, type RunPorts, type RunRequest } from '../../../src/run.js';
import { verify } from '../../../src/verify.js';
import { catalog } from '../../catalog/real-catalog.js';

/** What an audit of the files alone finds; or, where `organisation.json` is among them, what comparing with that answer finds. */
export async function auditFiles(files: ReadonlyMap<string, string>): Promise<RunResult> {
  const request: RunRequest = { config: configOf(files.get('scope-audit.yaml')), today: '2026-11-25', tool: '0.0.0' };
  const ports: RunPorts = {
    files: [...files.keys()].sort(),
    links: new Map(),
    read: (file) => {
      const text = files.get(file);
      return text === undefined ? { reason: 'missing', message: `${file} does not exist` } : Buffer.from(text);
    },
    languages: LANGUAGES,
    catalog: () => Promise.resolve(catalog),
    progress: () => undefined,
  };
  const answer = files.get('organisation.json');
  return answer === undefined ? audit(request, ports) : verifyFirst(request, ports, JSON.parse(answer) as Authority);
}

function configOf(text: string | undefined): Config {
  if (text === undefined) return DEFAULT_CONFIG;
  const { config, problems } = readConfig(text, 'scope-audit.yaml', RULES.map(({ id }) => id));
  expect(problems).toEqual([]);
  return mergeConfig(config).config;
}

/** The only client of the only application, in its only environment. */
async function verifyFirst(request: RunRequest, ports: RunPorts, authority: Authority): Promise<RunResult> {
  const gathered = await gather(request, ports);
  const [application] = gathered.applications;
  const client = application?.application.clients[0];
  const environment = application?.application.environments[0];
  if (application === undefined || client === undefined) throw new Error('the example has no client');
  return verify(request, gathered, { application, client, ...(environment && { environment }), authority }, ports);
}
