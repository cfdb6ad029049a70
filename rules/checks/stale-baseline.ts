import { defineUpkeepCheck, placed } from './shared/define.js';
import { count } from './shared/wording.js';

/** Entries that are named before the rest is only counted. */
const NAMED = 3;

export const staleBaseline = defineUpkeepCheck({
  id: 'stale-baseline',
  title: 'The baseline holds what no longer occurs',
  severity: 'note',
  identity: [],
  messages: { gone: '{findings} of the baseline no longer {occur}.' },
  check({ gone, baseline }) {
    const total = gone.reduce((sum, entry) => sum + entry.count, 0);
    if (total === 0) return [];
    const rest = gone.length - NAMED;
    const named = gone.slice(0, NAMED).map(({ rule, message }) => `${rule}: ${message}`);
    return [
      {
        messageId: 'gone' as const,
        data: { findings: count(total, 'finding'), occur: total === 1 ? 'occurs' : 'occur' },
        why: [...named, ...(rest > 0 ? [`And ${count(rest, 'other entry', 'other entries')}.`] : [])].join(' '),
        fix: 'Run `scope-audit --update-baseline`: the baseline counts down, and what was mended cannot come back unseen.',
        places: placed([{ file: baseline, line: 1, column: 1, note: 'the baseline' }]),
      },
    ];
  },
});
