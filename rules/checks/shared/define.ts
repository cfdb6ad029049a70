import type { Catalog } from '../../../src/catalog/catalog.js';
import type { Check, CheckContext, FindingPlace, LiveCheck, LiveContext, Report, Upkeep, UpkeepCheck } from '../../../src/model/index.js';

/** A report whose message is one of the rule's own. */
export type RuleReport<M extends string> = Omit<Report, 'messageId'> & { messageId: M };

/** A rule as written in its file: message ids are checked against the templates. */
interface Rule<M extends string> {
  id: string;
  title: string;
  severity: Check['severity'];
  level: Check['level'];
  identity: Check['identity'];
  messages: Readonly<Record<M, string>>;
  check(context: CheckContext<Catalog>): readonly RuleReport<NoInfer<M>>[];
}

export function defineCheck<M extends string>(rule: Rule<M>): Check<Catalog> {
  return rule;
}

export function defineLiveCheck<M extends string>(
  rule: Omit<LiveCheck, 'level' | 'messages' | 'check'> & { messages: Readonly<Record<M, string>>; check(context: LiveContext<Catalog>): readonly RuleReport<NoInfer<M>>[] },
): LiveCheck<Catalog> {
  return { ...rule, level: 'live' };
}

export function defineUpkeepCheck<M extends string>(
  rule: Omit<UpkeepCheck, 'level' | 'messages' | 'check'> & { messages: Readonly<Record<M, string>>; check(upkeep: Upkeep): readonly RuleReport<NoInfer<M>>[] },
): UpkeepCheck {
  return { ...rule, level: 'run' };
}

/** Places, primary first. A finding without a place is a mistake of its rule. */
export function placed([first, ...others]: readonly FindingPlace[]): [FindingPlace, ...FindingPlace[]] {
  if (first === undefined) throw new Error('a report needs a place');
  return [first, ...others];
}
