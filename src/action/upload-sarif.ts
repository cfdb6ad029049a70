import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { GitHubEvent } from './event.js';
import { ApiError, type GitHubApi } from './github-api.js';

/** GitHub takes no larger file, compressed (docs: SARIF support for code scanning). */
const LARGEST = 10 * 1024 * 1024;

/** Sends the logs to code scanning; gives what kept it from doing so, if anything did. */
export async function uploadSarif(api: GitHubApi, { repository, commit, ref }: GitHubEvent, logs: readonly string[]): Promise<string | undefined> {
  for (const log of logs) {
    const packed = await promisify(gzip)(log);
    if (packed.length > LARGEST) return `a SARIF log has ${packed.length} bytes when compressed, and code scanning takes ${LARGEST}`;
    try {
      await api.request('POST', `/repos/${repository}/code-scanning/sarifs`, { commit_sha: commit, ref, sarif: packed.toString('base64'), tool_name: 'scope-audit' });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return error.status === 403 || error.status === 404 ? 'the token may not write to code scanning: the job needs `permissions: security-events: write`, and the repository needs code scanning' : error.message;
    }
  }
  return undefined;
}
