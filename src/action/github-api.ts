/** An answer that was no success. `status` 0: there was no answer. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export interface GitHubApi {
  /** JSON in, JSON out. Throws an `ApiError`. */
  request(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<unknown>;
}

const TIMEOUT_MS = 20_000;

/** The REST API with a token, which appears in no message. */
export function openApi(url: string, token: string): GitHubApi {
  return {
    async request(method, path, body) {
      let response: Response;
      try {
        response = await fetch(`${url}${path}`, {
          method,
          signal: AbortSignal.timeout(TIMEOUT_MS),
          headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${token}`, 'x-github-api-version': '2022-11-28', ...(body !== undefined && { 'content-type': 'application/json' }) },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
      } catch (error) {
        throw new ApiError(0, error instanceof Error && error.name === 'TimeoutError' ? `no answer within ${TIMEOUT_MS / 1000} s` : 'the API cannot be reached');
      }
      if (!response.ok) throw new ApiError(response.status, `the API answered ${response.status}`);
      const answer: unknown = await response.json();
      return answer;
    },
  };
}
