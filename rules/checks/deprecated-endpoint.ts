import { firstPlaces } from '../../src/model/first-places.js';
import { defineCheck, placed } from './shared/define.js';
import { calledOfKind } from './shared/endpoints.js';
import { placesOfCalls } from './shared/places.js';

export const deprecatedEndpoint = defineCheck({
  id: 'deprecated-endpoint',
  title: 'A call to an endpoint that is marked as deprecated',
  severity: 'warning',
  level: 'application',
  identity: ['endpoint'],
  messages: {
    deprecated: 'The code calls `{endpoint}`, which is deprecated.',
    possible: 'A call may reach `{endpoint}`, which is deprecated.',
  },
  check: (context) =>
    calledOfKind(context, ({ deprecated, status }) => deprecated && status !== 'retired').map(({ id, calls, confidence }) => {
      const sites = placesOfCalls(calls);
      return {
        messageId: confidence === 'possible' ? ('possible' as const) : ('deprecated' as const),
        data: { endpoint: id },
        why: `The platform's definition, as in the catalog of ${context.catalog.info.date}, marks it as deprecated: it still answers, and will be taken away.`,
        fix: "Move to another endpoint before it is taken away. No replacement is known to the catalog; the platform's description of this one may name it.",
        places: placed(firstPlaces(sites)),
        sites,
        confidence,
        ...(confidence === 'possible' && { severity: 'note' as const }),
      };
    }),
});
