import type { Catalog } from '../../src/catalog/catalog.js';
import { firstPlaces } from '../../src/model/first-places.js';
import type { LiveContext } from '../../src/model/index.js';
import { heldBy, isAssignable, lackingFrom, type Lacking } from '../../src/require/held.js';
import { defineLiveCheck, placed, type RuleReport } from './shared/define.js';
import { declaredLine, DELAY, holder, licencesWith, organisation, rolePolicy } from './shared/live.js';
import { confidenceOf } from './shared/missing.js';
import { callPlaces, listPlace, place } from './shared/places.js';
import { at, callsTo, code, listed, needsBehind, rows, sentences } from './shared/wording.js';

type Message = 'declared' | 'undeclared' | 'unavailable' | 'unlessRole' | 'scope';

export const notGranted = defineLiveCheck({
  id: 'not-granted',
  title: 'The organisation does not grant what the code needs',
  severity: 'error',
  identity: ['name', 'kind'],
  messages: {
    declared: 'Client `{client}` is not granted {kind} `{name}`, needed by {calls}, although the manifest lists it.',
    undeclared: 'Client `{client}` is not granted {kind} `{name}`, needed by {calls}, and the manifest does not list it either.',
    unavailable: 'The organisation has no permission `{name}`, needed by {calls}: the product is not licensed, or the feature is not switched on.',
    unlessRole: 'Client `{client}` may lack permission `{name}`, needed by {calls}: what role {role} grants could not be read.',
    scope: 'Client `{client}` may not use scope `{name}`, needed by {calls}.',
  },
  check: (context) => {
    const { perhaps, known } = heldBy(context.authority);
    return lackingFrom(perhaps, known, context).map((lacking) => report(lacking, context));
  },
});

function report(lacking: Lacking, context: LiveContext<Catalog>): RuleReport<Message> {
  const { kind, add } = lacking;
  const { authority, client } = context;
  const needs = needsBehind(lacking.requirements);
  const sites = callPlaces(needs);
  const line = lacking.requirements
    .flatMap(({ anyOf }) => anyOf)
    .map((name) => declaredLine(name, kind, context))
    .find((one) => one !== undefined);
  const unread = kind === 'permission' ? (authority.roles ?? []).filter(({ permissions }) => permissions === undefined).map(({ name }) => name) : [];
  const gone = kind === 'permission' && lacking.requirements.every(({ anyOf }) => anyOf.every((name) => isAssignable(name, authority) === false));
  const messageId = unread.length > 0 ? 'unlessRole' : gone ? 'unavailable' : kind === 'scope' ? 'scope' : line === undefined ? 'undeclared' : 'declared';
  return {
    messageId,
    data: { client: client.name.text, kind, name: add, calls: callsTo(needs), role: listed(unread, 'or') },
    why: sentences(
      rows(
        needs.map(({ operation }) => operation),
        kind,
      ),
      kind === 'scope'
        ? `${organisation(context)} lets the client ask for ${listed(authority.scopes ?? []) || 'no scope'}; where scopes are not enforced the call works all the same`
        : `${organisation(context)} gives ${holder(context)} the roles ${listed((authority.roles ?? []).map(({ name }) => name)) || '(none)'}`,
      gone ? licencesWith(add, context) : '',
    ),
    fix: fix(messageId, add, line === undefined ? '' : ` The manifest lists it already (${at(line.declared.place)}).`, context),
    places: placed([
      ...firstPlaces(sites),
      line === undefined
        ? place(listPlace(context, kind === 'permission' ? 'permissions' : 'scopes'), `${kind}s of client ${client.name.text}`)
        : place(line.declared.place, 'granted by the manifest'),
    ]),
    sites,
    confidence: unread.length > 0 ? 'possible' : confidenceOf(needs),
    ...((unread.length > 0 || kind === 'scope') && { severity: 'warning' as const }),
  };
}

function fix(message: Message, add: string, listedAlready: string, context: LiveContext): string {
  switch (message) {
    case 'unlessRole':
      return `Look whether the role holds ${code(add)}, or verify with a token that may read roles.`;
    case 'unavailable':
      return `Have the product licensed or the feature switched on; then give a role of ${holder(context)} the ${rolePolicy(add)}.`;
    case 'scope':
      return `Add ${code(add)} to the scopes of the OAuth client; users have to sign in again.${listedAlready}`;
    case 'declared':
    case 'undeclared':
      return `Give a role of ${holder(context)} the ${rolePolicy(add)}${message === 'undeclared' ? ', and list it in the manifest' : ''}.${listedAlready} ${DELAY}.`;
  }
}
