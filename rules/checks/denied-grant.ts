import { defineCheck } from './shared/define.js';
import { reportByPolicy } from './shared/policy.js';
import { code } from './shared/wording.js';

export const deniedGrant = defineCheck({
  id: 'denied-grant',
  title: 'A grant that the policy denies',
  severity: 'error',
  level: 'client',
  identity: ['grant', 'row'],
  messages: { grant: 'Client `{client}` is granted `{grant}`, which the policy denies{where}.' },
  check: (context) => reportByPolicy(context.policy.deny, context, (name, at) => `Remove ${code(name)} from ${at}, or have the policy changed.`),
});
