import { ApiError, type GitHubApi } from './github-api.js';

/** A comment is found again by a mark of the application it is for, so that several in one repository keep apart. */
function markOf(application: string): string {
  return `<!-- scope-audit ${encodeURIComponent(application)} -->`;
}

export interface CommentTarget {
  /** `owner/name`. */
  repository: string;
  number: number;
}

const PAGE = 100;
const MOST_PAGES = 30;

/**
 * Writes the one comment of an application, or mends the one that is there. With nothing to say (`quiet`) none is begun.
 * Gives what kept it from doing so, if anything did: a token of a fork may only read.
 */
export async function writeComment(api: GitHubApi, { repository, number }: CommentTarget, application: string, text: string, quiet: boolean): Promise<string | undefined> {
  const mark = markOf(application);
  const body = `${mark}\n${text}`;
  try {
    const known = await findComment(api, repository, number, mark);
    if (known !== undefined) await api.request('PATCH', `/repos/${repository}/issues/comments/${known}`, { body });
    else if (!quiet) await api.request('POST', `/repos/${repository}/issues/${number}/comments`, { body });
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401 || error.status === 403 || error.status === 404) return 'the token may not write comments: on pull requests from forks it never may, elsewhere the job needs `permissions: pull-requests: write`';
    return error.message;
  }
}

async function findComment(api: GitHubApi, repository: string, number: number, mark: string): Promise<number | undefined> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const comments = await api.request('GET', `/repos/${repository}/issues/${number}/comments?per_page=${PAGE}&page=${page}`);
    if (!Array.isArray(comments)) return undefined;
    const found = comments.find((one: unknown): one is { id: number } => isComment(one) && one.body.startsWith(mark));
    if (found !== undefined) return found.id;
    if (comments.length < PAGE) return undefined;
  }
  return undefined;
}

function isComment(value: unknown): value is { id: number; body: string } {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'number' && 'body' in value && typeof value.body === 'string';
}
