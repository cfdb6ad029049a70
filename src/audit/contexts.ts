import type { ApplicationManifest, CheckContext, ClientDecl, CodeCalls, Place } from '../model/index.js';
import { comparePlaces } from '../model/index.js';
import { inEnvironment } from '../require/effective-client.js';

/** What code does that counts. Each list is sorted by place. */
export type CodeThatCounts = Pick<CodeCalls, 'calls' | 'unresolved' | 'logins'>;

/** One application with its code, split by the client it runs under. */
export interface ApplicationCode {
  application: ApplicationManifest;
  /** By client name. Shared code stands under each client it runs under. */
  perClient: ReadonlyMap<string, CodeThatCounts>;
  /** Code that the manifest governs and no client claims. */
  unclaimed: CodeThatCounts;
}

type Context = Omit<CheckContext, 'catalog' | 'policy' | 'usage' | 'today'>;

const NO_CODE: CodeThatCounts = { calls: [], unresolved: [], logins: [] };

/** Each client as it is declared, followed by each environment that grants it something else. */
export function clientContexts({ application, perClient }: ApplicationCode): Context[][] {
  return application.clients.map((client) => {
    const code = perClient.get(client.name.text) ?? NO_CODE;
    const own: Context = { application, client, ...code };
    const others = application.environments.flatMap((environment): Context[] => {
      const effective = inEnvironment(client, environment);
      return effective === undefined ? [] : [{ application, client: effective, environment, ...code }];
    });
    return [own, ...others];
  });
}

/** The application as a whole, and what no client of it claims. */
export function applicationContexts({ application, perClient, unclaimed }: ApplicationCode): Context[] {
  const whole = wholeContext(application, union([...perClient.values()]));
  return isEmpty(unclaimed) ? [whole] : [whole, wholeContext({ ...application, clients: [], environments: [] }, unclaimed)];
}

/** Code that no manifest governs: an application without name and clients. */
export function ungovernedContexts(code: CodeThatCounts): Context[] {
  if (isEmpty(code)) return [];
  const name = { text: '', place: NOWHERE };
  return [wholeContext({ file: '', folder: '', name, clients: [], environments: [], mayStayUnused: [] }, code)];
}

const NOWHERE: Place = { file: '', line: 1, column: 1 };

/** A check of an application's level looks at no client: it is given one that holds nothing. */
function wholeContext(application: ApplicationManifest, code: CodeThatCounts): Context {
  const { name } = application;
  const client: ClientDecl = {
    name,
    permissions: [],
    scopes: [],
    roles: [],
    divisions: [],
    paths: [],
    tests: false,
    place: name.place,
    lists: { permissions: name.place, scopes: name.place },
  };
  return { application, client, ...code };
}

function union(parts: readonly CodeThatCounts[]): CodeThatCounts {
  const merge = <T extends Place>(lists: readonly (readonly T[])[]): T[] => [...new Set(lists.flat())].sort(comparePlaces);
  return {
    calls: merge(parts.map((part) => part.calls)),
    unresolved: merge(parts.map((part) => part.unresolved)),
    logins: merge(parts.map((part) => part.logins)),
  };
}

function isEmpty({ calls, unresolved }: CodeThatCounts): boolean {
  return calls.length + unresolved.length === 0;
}
