import { ToolError, type Unread } from '../model/index.js';
import type { ApiAnswer, ApiPort, ApiRequest } from './api-port.js';
import { textField } from './fields.js';
import { pathOf } from './operations.js';

/** Asks the platform one thing after the other, and keeps what was refused. */
export interface Asking {
  /** Throws only where the token itself is refused. */
  get: (id: string, query?: ApiRequest['query'], ...values: readonly string[]) => Promise<ApiAnswer>;
  /** The body, or undefined and an entry among the unread. */
  optional: (id: string, what: string, query?: ApiRequest['query'], ...values: readonly string[]) => Promise<unknown>;
  unread: Unread[];
}

export function asking(api: ApiPort): Asking {
  const unread: Unread[] = [];
  const get: Asking['get'] = async (id, query, ...values) => {
    const answer = await api.send({ method: 'GET', path: pathOf(id, ...values), ...(query && { query }) });
    if (answer.status === 401) throw refused(id, answer);
    return answer;
  };
  return {
    unread,
    get,
    optional: async (id, what, query, ...values) => {
      const { status, body } = await get(id, query, ...values);
      if (status === 200) return body;
      unread.push({ what, operation: id, status });
      return undefined;
    },
  };
}

/** Of the body only the code is told, where it has the form of one. */
export function refused(id: string, { status, body }: Pick<ApiAnswer, 'status' | 'body'>): ToolError {
  const code = textField(body, 'code');
  const shown = `${status}${code !== undefined && /^[a-z]+(?:[._-][a-z]+){1,7}$/.test(code) ? `, ${code}` : ''}`;
  if (status === 401)
    return new ToolError('token-refused', `the token is not accepted (${shown})`, {
      exit: 3,
      hint: 'it is wrong, has expired or was revoked, or is of another region',
    });
  return new ToolError('not-answered', `\`${id}\` was answered ${shown}`, { exit: 3, hint: 'without it nothing can be said of the token' });
}
