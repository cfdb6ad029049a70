/** One row of what a service may send through the broker, e.g. `GET /api/v2/routing/queues/{queueId}`; `*` as the method stands for all. */
export interface AllowRow {
  method: string;
  /** Undefined stands for any one segment. */
  segments: readonly (string | undefined)[];
}

const ROW = /^(\*|[A-Z]+) (\/[^\s?#]*)$/;

/** Reads a row. Throws a RangeError that shows the form when it is none. */
export function parseAllowRow(text: string): AllowRow {
  const [, method, path] = ROW.exec(text) ?? [];
  if (method === undefined || path === undefined) throw new RangeError(`\`${text}\` is no row of an allow list; one is written as \`GET /api/v2/users/{userId}\``);
  return { method, segments: segmentsOf(path).map((segment) => (/^\{[^{}]*\}$/.test(segment) ? undefined : segment)) };
}

/** Whether a row lets the request through. A path that servers might read in two ways is let through by none. */
export function isAllowed(rows: readonly AllowRow[], method: string, path: string): boolean {
  if (isAmbiguous(path)) return false;
  const segments = segmentsOf(path);
  return rows.some(
    (row) => (row.method === '*' || row.method === method) && row.segments.length === segments.length && row.segments.every((wanted, at) => wanted === undefined || wanted === segments[at]),
  );
}

/** Dot segments, empty segments, backslashes, parameters of segments and encoded forms of them. */
export function isAmbiguous(path: string): boolean {
  return /\/\/|\\|;|%(?:2f|5c|2e|3b|25|0)/i.test(path) || segmentsOf(path).some((segment) => segment === '.' || segment === '..');
}

const segmentsOf = (path: string): string[] => path.replace(/^\/|\/$/g, '').split('/');
