import { defineCheck, placed } from './shared/define.js';
import { holderPlaces, holderTexts, sharedBy, type Holder } from './shared/sharing.js';

export const sharedSecret = defineCheck({
  id: 'shared-secret',
  title: 'One secret reference serves several clients or environments',
  severity: 'warning',
  level: 'application',
  identity: ['secret'],
  messages: { shared: 'The secret `{secret}` is used by {holders}.' },
  check: ({ application }) =>
    sharedBy(application, 'secret', (reference) => reference)
      .filter((holders) => !isOneClient(holders))
      .map((holders) => ({
        messageId: 'shared' as const,
        data: { secret: holders[0].declared.text, holders: holderTexts(holders) },
        why: 'The secret of one OAuth client fits no other: either one of the references is wrong, or the same client stands behind both.',
        fix: 'Keep the secret of each client under a name of its own and refer to that.',
        places: placed(holderPlaces(holders)),
      })),
});

/** All name one client id: then that is the finding (shared-client-id), and the secret is bound to be the same. */
function isOneClient(holders: readonly Holder[]): boolean {
  const [first] = holders;
  return first?.clientId !== undefined && holders.every((holder) => holder.clientId === first.clientId);
}
