/** A request to the platform's API, without host and token. */
export interface ApiRequest {
  method: 'GET' | 'POST';
  /** From `/api/v2/` on, parameters filled in. */
  path: string;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
}

export interface ApiAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined where it is none. */
  body: unknown;
}

/** How the live check reaches the platform. Rejects only where no answer came. */
export interface ApiPort {
  send: (request: ApiRequest) => Promise<ApiAnswer>;
}
