/** A way to ask what a client called: a query, and its results once it is done. */
export interface UsageSource {
  /** Ids of the catalog: what starts the query, and what gives its results. */
  start: string;
  results: string;
  what: string;
  /** Whether the client is a parameter of the paths, before the id of the query; else rows are told apart by their client. */
  ofClient: boolean;
  /** Keys of the list of rows and of the count in each. */
  rows: string;
  requests: string;
}

/** The newest first; a token that may not use one may use the next. */
export const USAGE_SOURCES: readonly UsageSource[] = [
  {
    start: 'POST /api/v2/usage/client/{clientId}/aggregates/query/jobs',
    results: 'GET /api/v2/usage/client/{clientId}/aggregates/query/jobs/{jobId}',
    what: 'what the client called',
    ofClient: true,
    rows: 'entities',
    requests: 'requestCount',
  },
  {
    start: 'POST /api/v2/oauth/clients/{clientId}/usage/query',
    results: 'GET /api/v2/oauth/clients/{clientId}/usage/query/results/{executionId}',
    what: 'the same, in an older form',
    ofClient: true,
    rows: 'results',
    requests: 'requests',
  },
  {
    start: 'POST /api/v2/usage/query',
    results: 'GET /api/v2/usage/query/{executionId}/results',
    what: 'the same for all clients',
    ofClient: false,
    rows: 'results',
    requests: 'requests',
  },
];
