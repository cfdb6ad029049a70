import type { Term } from '../model/index.js';
import type { Origin } from './origin.js';
import { isSilentOrigin } from './silent.js';

/** SDK methods whose name the DOM has too (`lib.dom.d.ts`): their receiver has to look like an API. */
export const NAMES_OF_THE_DOM = new Set(['getAttribute', 'getDate', 'getSettings']);
const API_LIKE = /api(?:s|[Ii]nstance|[Cc]lient)?$|genesys|purecloud|platform-?client/i;
/** A package whose name tells of the platform. */
const PLATFORM_PACKAGE = /genesys|purecloud|pure-cloud|platform-?client|(?:^|[/@-])gc(?:[/-]|$)/i;
/** What SDKs of other products have methods for, too. */
const COMMON_NOUNS = new Set([
  'user', 'group', 'role', 'team', 'member', 'me', 'permission', 'token', 'client', 'organization', 'location', 'language', 'setting', 'search', 'message', 'conversation', 'integration', 'script',
  'flow', 'meeting', 'document', 'event', 'task', 'job', 'schedule', 'contact', 'profile', 'status', 'attribute', 'download', 'division', 'credential', 'queue', 'file', 'folder', 'workspace', 'channel', 'account',
]);

/** Whether a call by the name of an SDK method may be one, its receiver being outside the program or unknown. */
export function mayBeSdk(name: string, of: Term, origin: Origin | undefined): boolean {
  if (of.t === 'lit' && of.value !== undefined && of.value !== null) return false;
  if (origin && isSilentOrigin(origin)) return false;
  if (NAMES_OF_THE_DOM.has(name)) return API_LIKE.test(spelling(of));
  return origin?.kind !== 'module' || PLATFORM_PACKAGE.test(origin.name) || API_LIKE.test(spelling(of)) || isDistinctive(name);
}

/** Whether something comes from an API class of a package that is evidently about the platform, whatever the package is called. */
export function isOfPlatformClass(origin: Origin | undefined, isClass: (name: string) => boolean): boolean {
  return origin?.kind === 'module' && PLATFORM_PACKAGE.test(origin.name) && origin.steps.some((step) => step.k === 'member' && isClass(step.name));
}

/** Whether a name holds a word that other products do not use: `getRoutingQueues`, not `getUserRoles`. */
function isDistinctive(name: string): boolean {
  const [, ...words] = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(' ');
  return words.some((word) => !COMMON_NOUNS.has(word.replace(/s$/, '')));
}

/** How a receiver is spelled, as far as it has a name. */
function spelling(of: Term): string {
  switch (of.t) {
    case 'member':
    case 'global':
      return of.name;
    case 'import':
      return of.name;
    case 'param':
      return of.fn.form.params[of.index]?.name ?? '';
    case 'call':
      return spelling(of.callee);
    case 'typed':
      return spelling(of.of);
    default:
      return '';
  }
}
