import type { Catalog } from '../catalog/catalog.js';
import { compareText, ToolError, type Usage, type UsedOperation } from '../model/index.js';
import type { ApiAnswer, ApiPort } from './api-port.js';
import { refused } from './asking.js';
import { field, listField, numberField, textField } from './fields.js';
import { pathOf } from './operations.js';
import { interval, pieces, type Span } from './spans.js';
import { USAGE_SOURCES, type UsageSource } from './usage-sources.js';

export interface UsageQuestion extends Span {
  clientId: string;
  catalog: Catalog;
  /** Waits between looks at a query that is not done: milliseconds. */
  sleep: (milliseconds: number) => Promise<void>;
  /** Told what comes next; only for the eye. */
  progress: (step: string) => void;
}

/** Asks the platform what a client called, in as many queries as the span takes. Throws a `ToolError` where the token may ask in no way, or a query comes to nothing. */
export async function readUsage(api: ApiPort, question: UsageQuestion): Promise<Usage> {
  const rows: UsedOperation[] = [];
  let sources = USAGE_SOURCES;
  for (const span of pieces(question)) {
    question.progress(`asking what was called from ${span.from} to ${span.to}`);
    const found = await firstAllowed(api, sources, span, question);
    sources = found.left;
    rows.push(...found.rows);
  }
  const { clientId, from, to } = question;
  return { clientId, from, to, operations: merge(rows) };
}

async function firstAllowed(
  api: ApiPort,
  sources: readonly UsageSource[],
  span: Span,
  question: UsageQuestion,
): Promise<{ rows: UsedOperation[]; left: readonly UsageSource[] }> {
  for (const [index, source] of sources.entries()) {
    const answer = await api.send({ method: 'POST', path: pathOf(source.start, ...(source.ofClient ? [question.clientId] : [])), body: bodyOf(source, span) });
    const id = ['jobId', 'executionId', 'id'].map((key) => textField(answer.body, key)).find((one) => one !== undefined);
    if (answer.status >= 200 && answer.status < 300 && id !== undefined)
      return { rows: await readResults(api, source, id, question), left: sources.slice(index) };
    if (![403, 404, 405, 501].includes(answer.status)) throw refused(source.start, answer);
  }
  const permissions = [...new Set(sources.flatMap(({ start }) => question.catalog.operation(start)?.permissions ?? []))];
  throw new ToolError('usage-refused', 'the token may not read what the client called', {
    exit: 3,
    hint: `any one of these permissions is enough: ${permissions.join(', ')}`,
  });
}

function bodyOf({ ofClient }: UsageSource, span: Span): object {
  return {
    interval: interval(span),
    granularity: 'Week',
    metrics: ['Requests', 'Status200', 'Status300'],
    groupBy: ['HttpMethod', 'TemplateUri', ...(ofClient ? [] : ['OAuthClientId'])],
  };
}

/** Looks at a query that may take its time, and pages that are followed. */
const MOST_LOOKS = 200;
const MOST_PAGES = 500;

async function readResults(api: ApiPort, source: UsageSource, id: string, { clientId, sleep }: UsageQuestion): Promise<UsedOperation[]> {
  const path = pathOf(source.results, ...(source.ofClient ? [clientId, id] : [id]));
  const first = await waitForResults(api, source, path, sleep);
  const rows = [...rowsOf(first.body, source, clientId)];
  const seen = new Set<string>();
  let after = cursorOf(first.body);
  while (after !== undefined && !seen.has(after) && seen.size < MOST_PAGES) {
    seen.add(after);
    const answer = await api.send({ method: 'GET', path, query: { after } });
    if (answer.status !== 200) throw refused(source.results, answer);
    rows.push(...rowsOf(answer.body, source, clientId));
    after = cursorOf(answer.body);
  }
  return rows;
}

async function waitForResults(api: ApiPort, { results }: UsageSource, path: string, sleep: UsageQuestion['sleep']): Promise<ApiAnswer> {
  for (let look = 1; look <= MOST_LOOKS; look++) {
    const answer = await api.send({ method: 'GET', path });
    if (answer.status !== 200 && answer.status !== 202) throw refused(results, answer);
    const status = textField(answer.body, 'queryStatus')?.toLowerCase();
    if (status === 'complete' || status === 'succeeded') return answer;
    if (status === 'failed' || status === 'cancelled')
      throw new ToolError('usage-failed', `the platform's query of what was called ended as ${status}`, {
        exit: 3,
        hint: 'ask again, or for fewer days (--days)',
      });
    await sleep(Math.min(3000, 500 * look));
  }
  throw new ToolError('usage-slow', "the platform's query of what was called does not come to an end", {
    exit: 3,
    hint: 'ask again later, or for fewer days (--days)',
  });
}

/** The page behind: a cursor of its own, or the one in the address of the next page. */
function cursorOf(body: unknown): string | undefined {
  const next = textField(body, 'nextUri');
  const inUri = next === undefined ? undefined : (/[?&]after=([^&#]+)/.exec(next)?.[1] ?? undefined);
  return textField(body, 'cursors', 'after') ?? (inUri === undefined ? undefined : decode(inUri));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function rowsOf(body: unknown, source: UsageSource, clientId: string): UsedOperation[] {
  return listField(body, source.rows).flatMap((row) => {
    const method = textField(row, 'httpMethod')?.toUpperCase();
    const path = textField(row, 'templateUri');
    const requests = numberField(row, source.requests) ?? 0;
    const own = source.ofClient || textField(row, 'clientId')?.toLowerCase() === clientId.toLowerCase();
    if (method === undefined || path === undefined || requests <= 0 || !own) return [];
    const last = typeof field(row, 'date') === 'string' ? textField(row, 'date')?.slice(0, 10) : undefined;
    return [
      { method, path, requests, succeeded: (numberField(row, 'status200') ?? 0) + (numberField(row, 'status300') ?? 0), ...(last !== undefined && { last }) },
    ];
  });
}

function merge(rows: readonly UsedOperation[]): UsedOperation[] {
  const merged = new Map<string, UsedOperation>();
  for (const row of rows) {
    const key = `${row.path} ${row.method}`;
    const known = merged.get(key);
    const last = [known?.last, row.last]
      .filter((date) => date !== undefined)
      .sort(compareText)
      .at(-1);
    merged.set(key, {
      ...row,
      requests: row.requests + (known?.requests ?? 0),
      succeeded: row.succeeded + (known?.succeeded ?? 0),
      ...(last !== undefined && { last }),
    });
  }
  return [...merged.values()].sort((a, b) => compareText(a.path, b.path) || compareText(a.method, b.method));
}
