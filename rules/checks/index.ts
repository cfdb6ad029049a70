import type { Catalog } from '../../src/catalog/catalog.js';
import type { Check, LiveCheck, Rule, UpkeepCheck } from '../../src/model/index.js';
import { aliasSpelling } from './alias-spelling.js';
import { approvalRequired } from './approval-required.js';
import { clientMismatch } from './client-mismatch.js';
import { clientState } from './client-state.js';
import { conditionalGrant } from './conditional-grant.js';
import { declaredNotGranted } from './declared-not-granted.js';
import { deniedGrant } from './denied-grant.js';
import { deprecatedEndpoint } from './deprecated-endpoint.js';
import { divisionMismatch } from './division-mismatch.js';
import { environmentsDiffer } from './environments-differ.js';
import { escalationGrant } from './escalation-grant.js';
import { excessPermission } from './excess-permission.js';
import { excessScope } from './excess-scope.js';
import { expiredSuppression } from './expired-suppression.js';
import { grantTypeMismatch } from './grant-type-mismatch.js';
import { grantedNotDeclared } from './granted-not-declared.js';
import { invalidSuppression } from './invalid-suppression.js';
import { missingPermission } from './missing-permission.js';
import { missingScope } from './missing-scope.js';
import { notGranted } from './not-granted.js';
import { redundantGrant } from './redundant-grant.js';
import { retiredEndpoint } from './retired-endpoint.js';
import { sharedClientId } from './shared-client-id.js';
import { sharedSecret } from './shared-secret.js';
import { staleBaseline } from './stale-baseline.js';
import { ungovernedCall } from './ungoverned-call.js';
import { unknownEndpoint } from './unknown-endpoint.js';
import { unknownName } from './unknown-name.js';
import { unresolvedCall } from './unresolved-call.js';
import { unusedSuppression } from './unused-suppression.js';
import { widerThanUsed } from './wider-than-used.js';

/** The rules over code and grants, in the order in which they are listed to people. */
export const CHECKS: readonly Check<Catalog>[] = [
  missingPermission,
  missingScope,
  excessPermission,
  excessScope,
  widerThanUsed,
  redundantGrant,
  unknownName,
  aliasSpelling,
  unknownEndpoint,
  retiredEndpoint,
  deprecatedEndpoint,
  unresolvedCall,
  grantTypeMismatch,
  escalationGrant,
  deniedGrant,
  approvalRequired,
  environmentsDiffer,
  sharedClientId,
  sharedSecret,
  ungovernedCall,
];

/** The rules over what hides findings. */
export const UPKEEP_CHECKS: readonly UpkeepCheck[] = [invalidSuppression, expiredSuppression, unusedSuppression, staleBaseline];

/** The rules over what an organisation really grants, which `verify` asks it for. */
export const LIVE_CHECKS: readonly LiveCheck<Catalog>[] = [clientMismatch, clientState, notGranted, declaredNotGranted, grantedNotDeclared, divisionMismatch, conditionalGrant];

/** Every rule, in the order in which they are listed to people. */
export const RULES: readonly Rule[] = [...CHECKS, ...LIVE_CHECKS, ...UPKEEP_CHECKS];
