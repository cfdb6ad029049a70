import { nearestNames } from '../../src/catalog/nearest.js';
import type { Upkeep } from '../../src/model/index.js';
import { defineUpkeepCheck, placed, type RuleReport } from './shared/define.js';
import { place } from './shared/places.js';
import { code } from './shared/wording.js';

const FORM = 'scope-audit-ignore[rule] -- reason (until 2027-01-31)';
const WHY = 'A suppression that nobody can judge later is never taken away; this one hides nothing.';

type Message = 'noRules' | 'noReason' | 'badDate' | 'unknownRule';

export const invalidSuppression = defineUpkeepCheck({
  id: 'invalid-suppression',
  title: 'A suppression without rules, a reason or a real date',
  severity: 'error',
  identity: ['seen'],
  messages: {
    noRules: 'The suppression names no rule.',
    noReason: 'The suppression gives no reason.',
    badDate: 'The suppression ends on `{seen}`, which is no date.',
    unknownRule: 'The suppression names `{seen}`, but no rule is called so.',
  },
  check: ({ broken, suppressions, ruleIds }) => [
    ...broken.map((one): RuleReport<Message> => ({
      messageId: one.fault,
      data: { seen: one.seen },
      why: WHY,
      fix: `Write it as ${code(FORM)}; the date may be left out.`,
      places: placed([place(one, 'written here')]),
    })),
    ...suppressions.flatMap((one) =>
      one.rules.filter((rule) => !ruleIds.includes(rule)).map((rule): RuleReport<Message> => ({
        messageId: 'unknownRule',
        data: { seen: rule },
        why: 'Nothing is hidden by it.',
        fix: nameInstead(rule, ruleIds),
        places: placed([place(one, 'written here')]),
      })),
    ),
  ],
});

function nameInstead(rule: string, ruleIds: Upkeep['ruleIds']): string {
  const [near] = nearestNames(rule, ruleIds, 1);
  return near === undefined ? `Name a rule that ${code('scope-audit rules')} lists.` : `Did you mean ${code(near)}?`;
}
