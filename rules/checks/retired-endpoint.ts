import { defineCheck, placed } from './shared/define.js';
import { bestConfidence, calledEndpoints } from './shared/endpoints.js';
import { placesOfCalls } from './shared/places.js';
import { code } from './shared/wording.js';

export const retiredEndpoint = defineCheck({
  id: 'retired-endpoint',
  title: 'A call to an endpoint that the platform has retired',
  severity: 'error',
  level: 'application',
  identity: ['endpoint'],
  messages: { retired: 'The code calls `{endpoint}`, which the platform has retired.' },
  check: (context) =>
    calledEndpoints(context).flatMap(({ id, operation, calls }) =>
      operation?.status !== 'retired'
        ? []
        : [
            {
              messageId: 'retired' as const,
              data: { endpoint: id },
              why: `The definition behind the catalog of ${context.catalog.info.date} no longer has it${
                operation.lastSdkVersion === undefined ? '' : `; version ${operation.lastSdkVersion} of the JavaScript SDK was the last with it`
              }.`,
              fix: `Replace the call${operation.sdk.length > 0 ? `: a newer SDK has no ${code(operation.sdk[0] ?? '')}` : ''}. If your organisation still has the endpoint, say so in the catalog overlay of the configuration.`,
              places: placed(placesOfCalls(calls)),
              sites: calls,
              confidence: bestConfidence(calls),
            },
          ],
    ),
});
