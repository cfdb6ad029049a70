import { defineCheck } from './shared/define.js';
import { reportExcess } from './shared/excess.js';

export const excessPermission = defineCheck({
  id: 'excess-permission',
  title: 'A permission is granted that the code does not need',
  severity: 'error',
  level: 'client',
  identity: ['permission'],
  messages: {
    unused: 'Client `{client}` is granted permission `{permission}`{written}, but no call needs it.',
    covered: 'Client `{client}` is granted permission `{permission}`{written}, but nothing needs it beside {instead}.',
  },
  check: (context) => reportExcess('permission', context),
});
