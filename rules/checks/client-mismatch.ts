import type { GrantType, LiveContext } from '../../src/model/index.js';
import { defineLiveCheck, placed, type RuleReport } from './shared/define.js';
import { clientPlace, organisation } from './shared/live.js';
import { place } from './shared/places.js';
import { at, code } from './shared/wording.js';

export const clientMismatch = defineLiveCheck({
  id: 'client-mismatch',
  title: 'The OAuth client is another than the manifest says',
  severity: 'error',
  identity: [],
  messages: {
    id: 'The token belongs to OAuth client `{actual}`; the manifest names `{declared}` for client `{client}`.',
    grant: 'Client `{client}` is declared with grant `{declared}`; the OAuth client is of grant type `{actual}`.',
    lifetime: 'Tokens of client `{client}` live {actual} seconds; the manifest says {declared}.',
  },
  check: (context) => [...otherId(context), ...otherGrant(context), ...otherLifetime(context)],
});

function otherId(context: LiveContext): RuleReport<'id'>[] {
  const { client, environment, authority } = context;
  const declared = environment?.clients.find((one) => one.client === client.name.text)?.clientId;
  const actual = authority.client?.id;
  if (declared === undefined || actual === undefined || declared.text.toLowerCase() === actual.toLowerCase()) return [];
  return [
    {
      messageId: 'id',
      data: { client: client.name.text, declared: declared.text, actual },
      why: `${organisation(context)} knows the token as one of ${code(authority.client?.name ?? actual)}: what it is granted says nothing of the client in the manifest.`,
      fix: `Verify with a token of the client in the manifest (${at(declared.place)}), or correct its id there.`,
      places: placed([place(declared.place, 'the client id')]),
    },
  ];
}

/** The platform has one grant type for codes, with PKCE and without. */
const platformGrant = (grant: GrantType): GrantType => (grant === 'pkce' ? 'code' : grant);

function otherGrant(context: LiveContext): RuleReport<'grant'>[] {
  const { client, authority } = context;
  const actual = authority.client?.grant;
  if (client.grant === undefined || actual === undefined || platformGrant(client.grant.type) === platformGrant(actual)) return [];
  return [
    {
      messageId: 'grant',
      data: { client: client.name.text, declared: client.grant.type, actual },
      why: `${organisation(context)} lets the client log in by the ${actual} grant only: ${actual === 'client-credentials' ? 'its own roles decide, and scopes do not apply' : "the signed-in user's roles and its scopes decide"}.`,
      fix: `Correct ${code('grant')} in the manifest (${at(client.grant.place)}), or use a client of grant type ${client.grant.type}.`,
      places: placed([
        place(client.grant.place, 'the grant type'),
        ...(client.grant.place.line === client.place.line ? [] : [clientPlace(context, 'the client')]),
      ]),
    },
  ];
}

function otherLifetime(context: LiveContext): RuleReport<'lifetime'>[] {
  const { client, authority } = context;
  const declared = client.tokenLifetime;
  const actual = authority.client?.tokenLifetime;
  if (declared === undefined || actual === undefined || declared.seconds === actual) return [];
  return [
    {
      messageId: 'lifetime',
      data: { client: client.name.text, declared: String(declared.seconds), actual: String(actual) },
      why: `${organisation(context)} says so. ${actual > declared.seconds ? 'A token that is lost opens what it may for longer.' : 'What renews tokens by the manifest renews them too late.'}`,
      fix: `Set the client's token duration to ${declared.seconds} seconds, or correct ${code('tokenLifetime')} in the manifest (${at(declared.place)}).`,
      places: placed([place(declared.place, 'the token lifetime')]),
      severity: 'warning',
    },
  ];
}
