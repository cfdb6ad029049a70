import type { UnresolvedCall, UnresolvedReason } from '../../src/model/index.js';
import { defineCheck, placed } from './shared/define.js';
import { place } from './shared/places.js';
import { code } from './shared/wording.js';

const HELPER = 'or declare the helper that sends it under `helpers` in the configuration';

const REASONS: Record<UnresolvedReason, { what: string; fix: string }> = {
  'unknown-path': { what: 'its path is decided where it cannot be followed', fix: `Build the path from literals and parameters where it can be read, ${HELPER}` },
  'unknown-method': { what: 'its HTTP method cannot be told', fix: `Pass the method as a literal, ${HELPER}` },
  'unknown-sdk-method': { what: 'the SDK has no method of this name in any version', fix: 'Correct the name; if it is newer than the catalog, update the catalog' },
  'unknown-command': { what: 'the `gc` command line has no such command, or it is put together where it cannot be followed', fix: 'Correct the command; if it is newer than the catalog, update the catalog' },
  'dynamic-member': { what: 'the SDK method is chosen while the code runs', fix: 'Choose among methods that are written out, e.g. in a map or a switch' },
  'wrapper-without-caller': { what: 'the function that sends it has no caller in the audited tree', fix: `Audit the callers too, or remove the function if nothing uses it, ${HELPER}` },
  'too-many-values': { what: 'it may reach more endpoints than are followed', fix: 'Write the calls out, or declare the helper under `helpers` in the configuration' },
  'not-analysed': { what: 'the file could not be analysed', fix: 'Mend the file; if it is generated, leave it out of the audit' },
};

export const unresolvedCall = defineCheck({
  id: 'unresolved-call',
  title: 'A call to the platform whose endpoint cannot be told',
  severity: 'warning',
  level: 'application',
  identity: ['seen', 'code'],
  messages: { unresolved: 'The code makes a call to the platform{seen} whose endpoint cannot be told: {reason}.' },
  check: ({ unresolved }) =>
    unresolved.map((call) => ({
      messageId: 'unresolved' as const,
      data: { seen: /^(?:\{\})?$/.test(call.seen) ? '' : `, ${code(call.seen)},`, reason: REASONS[call.reason].what, code: call.reason },
      why: 'What it needs is not known: it counts neither as a need nor as needing nothing, and grants it may use are not proven to be in excess.',
      fix: `${REASONS[call.reason].fix}.`,
      places: placed([place(call, 'sent or decided here'), ...evidencePlaces(call)]),
      confidence: 'possible' as const,
    })),
});

function evidencePlaces(call: UnresolvedCall) {
  return call.evidence.filter((evidence) => evidence.file !== call.file || evidence.line !== call.line).map((evidence) => place(evidence, evidence.role));
}
