import { firstPlaces } from '../../src/model/first-places.js';
import { defineCheck, placed } from './shared/define.js';
import { calledOfKind } from './shared/endpoints.js';
import { placesOfCalls } from './shared/places.js';
import { code, SETTINGS } from './shared/wording.js';

export const retiredEndpoint = defineCheck({
  id: 'retired-endpoint',
  title: 'A call to an endpoint that the platform has retired',
  severity: 'error',
  level: 'application',
  identity: ['endpoint'],
  messages: {
    retired: 'The code calls `{endpoint}`, which the platform has retired.',
    possible: 'A call may reach `{endpoint}`, which the platform has retired.',
  },
  check: (context) =>
    calledOfKind(context, ({ status }) => status === 'retired').map(({ id, operation, calls, confidence }) => {
      const sites = placesOfCalls(calls);
      const last = operation.lastSdkVersion === undefined ? '' : `; version ${operation.lastSdkVersion} of the JavaScript SDK was the last with it`;
      const newer = operation.sdk.length > 0 ? `: a newer SDK has no ${code(operation.sdk[0] ?? '')}` : '';
      return {
        messageId: confidence === 'possible' ? ('possible' as const) : ('retired' as const),
        data: { endpoint: id },
        why: `The definition behind the catalog of ${context.catalog.info.date} no longer has it${last}.`,
        fix: `Replace the call${newer}. If your organisation still has the endpoint, say so under \`catalog.overlay\` in ${SETTINGS}: ${code(`operation: ${id}`)}, with \`status: current\` and a reason.`,
        places: placed(firstPlaces(sites)),
        sites,
        confidence,
        ...(confidence === 'possible' && { severity: 'note' as const }),
      };
    }),
});
