import { defineCheck } from './shared/define.js';
import { reportExcess } from './shared/excess.js';

export const excessScope = defineCheck({
  id: 'excess-scope',
  title: 'A scope is granted that the code does not need',
  severity: 'error',
  level: 'client',
  identity: ['scope'],
  messages: {
    unused: 'Client `{client}` is granted scope `{scope}`{written}, but no call needs it.',
    covered: 'Client `{client}` is granted scope `{scope}`{written}, but nothing needs it beside {instead}.',
  },
  check: (context) => reportExcess('scope', context),
});
