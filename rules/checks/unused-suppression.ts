import { defineUpkeepCheck, placed } from './shared/define.js';
import { place } from './shared/places.js';

export const unusedSuppression = defineUpkeepCheck({
  id: 'unused-suppression',
  title: 'A suppression that hides nothing',
  severity: 'warning',
  identity: ['rules', 'reason'],
  messages: { unused: 'The suppression of {rules} hides nothing.' },
  check: ({ suppressions, ruleIds }) =>
    suppressions
      .filter(({ unused, rules }) => unused && rules.every((rule) => ruleIds.includes(rule)))
      .map((one) => ({
        messageId: 'unused' as const,
        data: { rules: one.rules.join(', '), reason: one.reason },
        why: `${one.rules.length === 1 ? 'This rule reports nothing' : 'None of these rules reports anything'} where it stands; it would hide the next real finding there.`,
        fix: 'Remove the comment.',
        places: placed([place(one, 'written here')]),
      })),
});
