import { defineCheck, placed } from './shared/define.js';
import { holderPlaces, holderTexts, sharedBy } from './shared/sharing.js';

export const sharedClientId = defineCheck({
  id: 'shared-client-id',
  title: 'One OAuth client serves several clients or environments',
  severity: 'warning',
  level: 'application',
  identity: ['id'],
  messages: { shared: 'Client id `{id}` is used by {holders}.' },
  check: ({ application }) =>
    sharedBy(application, 'clientId', (id) => id.toLowerCase()).map((holders) => ({
      messageId: 'shared' as const,
      data: { id: holders[0].declared.text, holders: holderTexts(holders) },
      why: 'An OAuth client has one secret and one set of grants: each user of it can do what any of them needs, and none can be stopped alone.',
      fix: 'Create an OAuth client for each of them and name its id here.',
      places: placed(holderPlaces(holders)),
    })),
});
