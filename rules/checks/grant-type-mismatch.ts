import type { Catalog } from '../../src/catalog/catalog.js';
import { firstPlaces } from '../../src/model/first-places.js';
import type { CheckContext, FindingPlace, GrantType } from '../../src/model/index.js';
import { grantTypeOf, isRefused } from '../../src/require/declared-lists.js';
import { needsOf } from '../../src/require/needs.js';
import { defineCheck, placed, type RuleReport } from './shared/define.js';
import { confidenceOf } from './shared/missing.js';
import { callPlaces, place } from './shared/places.js';
import { at, code } from './shared/wording.js';

export const grantTypeMismatch = defineCheck({
  id: 'grant-type-mismatch',
  title: 'The grant type does not fit what the code does',
  severity: 'error',
  level: 'client',
  identity: ['login', 'endpoint'],
  messages: {
    login: 'The code logs in with `{login}` ({used}), but client `{client}` is declared as {declared}.',
    user: 'Client `{client}` uses client credentials, but `{endpoint}`, which it calls, works only for a signed-in user.',
    client: 'Client `{client}` acts for a signed-in user ({declared}), but `{endpoint}`, which it calls, works only with client credentials.',
    implicit: 'Client `{client}` uses the implicit grant, which the platform is taking away.',
  },
  check: (context) => [...reportLogins(context), ...reportBound(context), ...reportImplicit(context)],
});

/** PKCE is a form of the code grant; the platform has one value for both. */
function platformGrant(grant: GrantType): GrantType {
  return grant === 'pkce' ? 'code' : grant;
}

function reportLogins({ client, logins }: CheckContext<Catalog>): RuleReport<'login'>[] {
  const { grant } = client;
  if (grant === undefined) return [];
  const others = logins.filter((login) => platformGrant(login.grant) !== platformGrant(grant.type));
  return [...new Set(others.map((login) => login.name))].map((name) => {
    const own = others.filter((login) => login.name === name);
    const sites = own.map((login) => place(login, `logs in by the ${login.grant} grant`));
    const used = own[0]?.grant ?? grant.type;
    return {
      messageId: 'login',
      data: { login: name, used, client: client.name.text, declared: grant.type },
      why: `${code(name)} asks for a token by the ${used} grant; a client of grant type ${grant.type} is refused it.`,
      fix: `Declare ${code(`grant: ${used}`)} for the client (${at(grant.place)}) if the code is right, or log in by the ${grant.type} grant; code of another client belongs under the \`paths\` of that client.`,
      places: placed([...firstPlaces(sites), place(grant.place, `declared as ${grant.type}`)]),
      sites,
    };
  });
}

function reportBound(context: CheckContext<Catalog>): RuleReport<'user' | 'client'>[] {
  const { client, calls, catalog } = context;
  const grant = grantTypeOf(context);
  if (grant === undefined) return [];
  return needsOf(calls, catalog)
    .filter(({ operation }) => isRefused(operation, grant))
    .map((need) => {
      const sites = callPlaces([need]);
      const fact = catalog.bound(need.operation.id);
      return {
        messageId: grant === 'client-credentials' ? 'user' : 'client',
        data: { client: client.name.text, endpoint: need.operation.id, declared: grant },
        why: fact === undefined ? '' : `${fact.reason.replace(/\.$/, '')} (${fact.source}).`,
        fix:
          grant === 'client-credentials'
            ? 'Read what it gives by an endpoint that takes an id, or make the call under a client that signs a user in.'
            : 'Make the call under a client of its own that uses client credentials.',
        places: placed([...firstPlaces(sites), ...grantPlace(context)]),
        sites,
        confidence: confidenceOf([need]),
      };
    });
}

function reportImplicit(context: CheckContext<Catalog>): RuleReport<'implicit'>[] {
  const { client, logins } = context;
  if (grantTypeOf(context) !== 'implicit') return [];
  const own = logins.filter((login) => login.grant === 'implicit').map((login) => place(login, 'logs in by the implicit grant'));
  return [
    {
      messageId: 'implicit',
      data: { client: client.name.text },
      why: 'New clients of this grant type are no longer made from 2026, and existing ones stop in 2027 (announced by the platform).',
      fix: 'Log in by the code grant with PKCE, and declare `grant: pkce`.',
      places: placed([...grantPlace(context), ...own]),
      severity: 'warning',
    },
  ];
}

function grantPlace({ client }: CheckContext<Catalog>): FindingPlace[] {
  return client.grant === undefined ? [] : [place(client.grant.place, `declared as ${client.grant.type}`)];
}
