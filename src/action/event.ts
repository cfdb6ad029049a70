import { readFileSync } from 'node:fs';

/** What GitHub tells of why the workflow runs. */
export interface GitHubEvent {
  /** The commit that the work is to be merged into; undefined where the event is no proposal to merge. */
  base?: string;
  pullRequest?: { number: number };
  /** What a deployment is for. */
  environment?: string;
  /** `owner/name`. */
  repository: string;
  apiUrl: string;
  /** Commit and ref for code scanning. */
  commit: string;
  ref: string;
}

/** Reads the event from the environment and the event's file (docs.github.com, "Variables" and "Events that trigger workflows"). */
export function readEvent(env: NodeJS.ProcessEnv): GitHubEvent {
  const payload = readPayload(env['GITHUB_EVENT_PATH']);
  const pull = record(payload['pull_request']);
  const group = record(payload['merge_group']);
  const base = text(record(pull['base'])['sha']) ?? text(group['base_sha']);
  const number = pull['number'];
  const environment = text(record(payload['deployment'])['environment']);
  return {
    ...(base !== undefined && { base }),
    ...(typeof number === 'number' && { pullRequest: { number } }),
    ...(environment !== undefined && { environment }),
    repository: env['GITHUB_REPOSITORY'] ?? '',
    apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
    commit: env['GITHUB_SHA'] ?? '',
    ref: env['GITHUB_REF'] ?? '',
  };
}

function readPayload(file: string | undefined): Record<string, unknown> {
  if (file === undefined || file === '') return {};
  try {
    return record(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
