import type { Catalog } from '../../src/catalog/catalog.js';
import { firstPlaces } from '../../src/model/first-places.js';
import { compareText, type Call, type CheckContext, type UnresolvedCall } from '../../src/model/index.js';
import { defineCheck, placed, type RuleReport } from './shared/define.js';
import { place, placesOfCalls } from './shared/places.js';
import { code, count, SETTINGS } from './shared/wording.js';

export const ungovernedCall = defineCheck({
  id: 'ungoverned-call',
  title: 'A call that no manifest governs',
  severity: 'warning',
  level: 'application',
  identity: ['folder'],
  messages: {
    noManifest: '{calls} in `{folder}` {are} governed by no manifest.',
    noClient: '{calls} in `{folder}` {are} governed by {manifest}, but no client in it claims the code.',
  },
  /** Calls are ungoverned when their application has no client. */
  check(context) {
    if (context.application.clients.length > 0) return [];
    const folders = new Map<string, (Call | UnresolvedCall)[]>();
    for (const call of [...context.calls, ...context.unresolved]) {
      const folder = call.file.slice(0, Math.max(call.file.lastIndexOf('/'), 0)) || '.';
      folders.set(folder, [...(folders.get(folder) ?? []), call]);
    }
    return [...folders].sort(([a], [b]) => compareText(a, b)).map(([folder, calls]) => report(folder, calls, context));
  },
});

function report(folder: string, all: readonly (Call | UnresolvedCall)[], { application }: CheckContext<Catalog>): RuleReport<'noManifest' | 'noClient'> {
  const calls = all.filter((call) => 'method' in call);
  const unresolved = all.filter((call) => !('method' in call));
  const sites = [...placesOfCalls(calls), ...unresolved.map((call) => place(call, 'a call that is not resolved'))];
  const { file } = application;
  const one = all.length === 1;
  return {
    messageId: file === '' ? 'noManifest' : 'noClient',
    data: { folder, calls: count(all.length, 'call'), are: one ? 'is' : 'are', manifest: code(file) },
    why:
      file === ''
        ? 'A manifest governs its folder down to the next manifest; none stands here or above, so nothing says what this code is granted.'
        : 'Each client of the manifest has `paths`, and none of them matches.',
    fix:
      file === ''
        ? `Run ${code(folder === '.' ? 'scope-audit init' : `scope-audit init ${folder}`)}, which writes ${code(folder === '.' ? 'scope-manifest.yaml' : `${folder}/scope-manifest.yaml`)} with what they need; or leave them out: ${code(`exclude: [${globsOf(folder, all)}]`)} in ${SETTINGS}.`
        : `Add ${code(globsOf(folder, all, application.folder))} to the \`paths\` of the client it runs under, in ${file}; or leave out the \`paths\` of one client to give it all the rest.`,
    places: placed(firstPlaces(sites)),
    sites,
    confidence: calls.some((call) => call.confidence === 'certain') ? 'certain' : calls.length > 0 ? 'likely' : 'possible',
  };
}

/** The folder as a quoted glob, which stands for all it contains; at the top, its files. Both from the folder `base`. */
function globsOf(folder: string, calls: readonly (Call | UnresolvedCall)[], base = ''): string {
  const paths = folder === (base || '.') ? calls.map(({ file }) => file) : [folder];
  const below = paths.map((path) => (path.startsWith(`${base}/`) ? path.slice(base.length + 1) : path));
  return [...new Set(below)].map((path) => JSON.stringify(path.replaceAll(/[^\w./ -]/gu, '?'))).join(', ');
}
