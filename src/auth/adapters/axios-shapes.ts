/** What axios gives for a request that was answered, and (with `response` inside) for one that failed. */
export interface AxiosAnswer {
  status?: number;
  headers?: unknown;
  data?: unknown;
  config?: { headers?: unknown };
  request?: unknown;
  response?: AxiosAnswer;
}

/** Those that failed: an error is an answer too, until it is known whether it is handed on. */
const failed = new WeakSet<AxiosAnswer>();

/** Sends by axios and gives what came of it, without the token in it. What is no object is thrown on. */
export async function sendByAxios(send: () => Promise<unknown>): Promise<AxiosAnswer> {
  try {
    return withoutToken((await send()) as AxiosAnswer);
  } catch (error) {
    if (typeof error !== 'object' || error === null) throw error;
    failed.add(error);
    return withoutToken(error);
  }
}

/** What the API answered: the answer itself, or that of a failure. */
const answered = (sent: AxiosAnswer): AxiosAnswer | undefined => (failed.has(sent) ? sent.response : sent);

/** Status and headers of the API's answer, where there was one. */
export function readAxios(sent: AxiosAnswer): { status: number; headers: Headers } | undefined {
  const answer = answered(sent);
  return typeof answer?.status === 'number' ? { status: answer.status, headers: headersOf(answer.headers) } : undefined;
}

/** Ends a body that nobody will read. */
export function discardAxios(sent: AxiosAnswer): void {
  const data = answered(sent)?.data as { destroy?: () => void } | null | undefined;
  data?.destroy?.();
}

/** Hands on what came of it. */
export function settle(sent: AxiosAnswer): AxiosAnswer {
  if (failed.has(sent)) throw sent as Error;
  return sent;
}

/** The value of a header in a record of them, or in axios' own class. `name` in lower case. */
export const headerNamed = (headers: unknown, name: string): unknown => Object.entries(headers ?? {}).find(([own]) => own.toLowerCase() === name)?.[1];

/** Bodies that axios makes into text or a form each time that it sends them. */
export function isPlain(body: unknown): boolean {
  if (Array.isArray(body)) return true;
  const prototype: unknown = typeof body === 'object' && body !== null ? Object.getPrototypeOf(body) : undefined;
  return prototype === Object.prototype || prototype === null;
}

function headersOf(headers: unknown): Headers {
  const lists = Object.entries(headers ?? {}).flatMap(([name, value]): [string, string][] => (typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : []));
  return new Headers(lists);
}

/** An answer of axios, and an error all the more, holds the request that was sent; printed, it shows the token. */
function withoutToken(sent: AxiosAnswer): AxiosAnswer {
  for (const one of [sent, sent.response]) {
    if (one === undefined) continue;
    delete one.request;
    const headers = (one.config?.headers ?? {}) as Record<string, unknown>;
    for (const name of Object.keys(headers)) if (name.toLowerCase() === 'authorization') Reflect.deleteProperty(headers, name);
  }
  return sent;
}
