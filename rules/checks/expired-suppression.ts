import { defineUpkeepCheck, placed } from './shared/define.js';
import { place } from './shared/places.js';

export const expiredSuppression = defineUpkeepCheck({
  id: 'expired-suppression',
  title: 'A suppression that is past its date',
  severity: 'warning',
  identity: ['rules', 'reason', 'until'],
  messages: { expired: 'The suppression of {rules} ended on {until}: {reason}.' },
  check: ({ suppressions, today }) =>
    suppressions
      .filter(({ until }) => until !== undefined && until < today)
      .map((one) => ({
        messageId: 'expired' as const,
        data: { rules: one.rules.join(', '), until: one.until ?? '', reason: one.reason.replace(/\.$/, '') },
        why: 'It hides nothing any more: what it hid is reported again.',
        fix: 'Mend what it hid and remove the comment, or give it a new date and say why.',
        places: placed([place(one, 'written here')]),
      })),
});
