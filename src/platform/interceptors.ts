import type { Item, Outcome, Term } from '../model/index.js';
import { originOf, type Origin } from './origin.js';

/** Functions that a client calls around each request: `client.interceptors.response.use(onReply, onError)`. */
export function interpretInterceptors(callee: Term, origin: Origin, args: readonly Item[]): Outcome | undefined {
  if (!isIntercepted(origin) || callee.t !== 'member' || callee.name !== 'use') return undefined;
  const given: Term = { t: 'member', of: callee.of, name: 'passed', at: callee.at };
  return { invokes: args.filter((arg) => arg.value.t === 'function').map((arg) => ({ callee: arg.value, args: [{ value: given }] })), harmless: true };
}

/** Whether a URL or its settings come from a request that was sent before: sending it again reaches nothing new. */
export function isSentBefore(url: Term): boolean {
  const origin = originOf(url);
  return origin !== undefined && isIntercepted(origin);
}

function isIntercepted({ steps }: Origin): boolean {
  return steps.some((step) => step.k === 'member' && step.name === 'interceptors');
}
