import { defineCheck } from './shared/define.js';
import { reportByPolicy } from './shared/policy.js';
import { code } from './shared/wording.js';

export const approvalRequired = defineCheck({
  id: 'approval-required',
  title: 'A grant that somebody has to approve',
  severity: 'error',
  level: 'client',
  identity: ['grant', 'row'],
  messages: { grant: 'Client `{client}` is granted `{grant}`, which needs approval{where}.' },
  check: (context) => reportByPolicy(context.policy.approve, context, (name, at) => `Have ${code(name)} in ${at} approved, and say who did in a suppression on its line; until that is merged, the finding stays.`),
});
