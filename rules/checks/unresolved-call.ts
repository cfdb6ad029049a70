import type { Catalog } from '../../src/catalog/catalog.js';
import type { CheckContext, UnresolvedCall, UnresolvedReason } from '../../src/model/index.js';
import { matchSeen } from '../../src/require/seen.js';
import { defineCheck, placed } from './shared/define.js';
import { place } from './shared/places.js';
import { at, code, endpointOf, listed, sentences, SETTINGS } from './shared/wording.js';

const HELPER = `declare the function in ${SETTINGS}: ${code('helpers: [{ name: callApi, method: 0, path: 1 }]')}, with the name and the arguments that it has`;
const NEWER = `if it is newer than the catalog, name a file under ${code('catalog.file')} in ${SETTINGS} and run ${code('scope-audit catalog update --from FILE|URL')}`;

const REASONS: Record<UnresolvedReason, { what: string; fix: (where: string, file: string) => string }> = {
  'unknown-path': {
    what: 'its path is decided where it cannot be followed',
    fix: (where) => `Build the path at ${where} from literals and parameters. Where a function outside the audited tree sends it, ${HELPER}`,
  },
  'unknown-method': { what: 'its HTTP method cannot be told', fix: (where) => `Pass the method at ${where} as a literal. Where a function outside the audited tree sends it, ${HELPER}` },
  'unknown-sdk-method': { what: 'the SDK has no method of this name in any version', fix: (where) => `Correct the name at ${where}; ${NEWER}` },
  'unknown-command': { what: 'the `gc` command line has no such command, or it is put together where it cannot be followed', fix: (where) => `Write the command at ${where} out, and rightly; ${NEWER}` },
  'dynamic-member': { what: 'the SDK method is chosen while the code runs', fix: (where) => `Choose at ${where} among methods that are written out, e.g. in a map or a switch` },
  'wrapper-without-caller': {
    what: 'the function that sends it has no caller in the audited tree',
    fix: (where) => `Audit the code that calls the function at ${where} together with it, or remove it if nothing does. Where its callers stand in another tree, ${HELPER} there`,
  },
  'too-many-values': { what: 'it may reach more endpoints than are followed', fix: (where) => `Write out the calls that ${where} makes` },
  'not-analysed': { what: 'the file could not be analysed', fix: (_, file) => `Mend ${file}; if it is generated, leave it out: ${code(`exclude: [${JSON.stringify(file)}]`)} in ${SETTINGS}` },
};

export const unresolvedCall = defineCheck({
  id: 'unresolved-call',
  title: 'A call to the platform whose endpoint cannot be told',
  severity: 'warning',
  level: 'application',
  identity: ['seen', 'code'],
  messages: { unresolved: 'The code makes a call to the platform{seen} whose endpoint cannot be told: {reason}.' },
  check: (context) =>
    context.unresolved.map((call) => ({
      messageId: 'unresolved' as const,
      data: { seen: /^(?:\{\})?$/.test(call.seen) ? '' : `, ${code(call.seen)},`, reason: REASONS[call.reason].what, code: call.reason },
      why: sentences('What it needs is not known: it counts neither as a need nor as needing nothing, and grants it may use are not proven to be in excess', seenInProduction(call, context)),
      fix: `${REASONS[call.reason].fix(at(call), call.file)}.`,
      places: placed([place(call, 'sent or decided here'), ...evidencePlaces(call)]),
      confidence: 'possible' as const,
    })),
});

/** Operations of production that fit what is seen of the call, and that no other call of the code explains. */
function seenInProduction({ seen }: UnresolvedCall, { calls, catalog, usage = [] }: CheckContext<Catalog>): string {
  if (usage.length === 0) return '';
  const coded = new Set(calls.filter(({ confidence }) => confidence !== 'possible').map(endpointOf));
  const fitting = matchSeen(seen, catalog);
  return sentences(
    ...usage.map(({ from, to, client, operations }) => {
      const open = operations.map(({ method, path }) => `${method} ${path}`).filter((id) => !coded.has(id) && fitting?.some((operation) => operation.id === id) !== false);
      return open.length === 0 ? '' : `From ${from} to ${to} production called ${listed(open)} under client ${code(client)}, which no call that is resolved explains: this may be where`;
    }),
  );
}

function evidencePlaces(call: UnresolvedCall) {
  return call.evidence.filter((evidence) => evidence.file !== call.file || evidence.line !== call.line).map((evidence) => place(evidence, evidence.role));
}
