/** How far from a label's line a call or one of its evidence places may stand. */
const NEAR = 3;
const FAR = 99;

const LANGUAGES = {
  JavaScript: ['js', 'jsx', 'mjs', 'cjs'],
  TypeScript: ['ts', 'tsx'],
  'HTML and Vue': ['html', 'vue'],
};

/** The language of a file by its ending; undefined for languages that have no front end yet. */
export function languageOf(file) {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '';
  return Object.keys(LANGUAGES).find((name) => LANGUAGES[name].includes(ending));
}

/** Parameter names do not matter, nor a query string, nor a slash at the end. */
export function normalPath(path) {
  return path.split('?')[0].replace(/\/+$/, '').replace(/\{[^}]*\}/g, '{}');
}

const endpointOf = (item) => `${item.method} ${normalPath(item.path)}`;

/** What kind of place a reported call is: `wrapper` when its request leaves inside a helper. */
function constructOf(call) {
  if (call.via === 'sdk') return 'sdk';
  return call.evidence.some((item) => item.role === 'wrapper') ? 'wrapper' : 'rest';
}

/** Merges entries of one file, line and endpoint; one that is `possible` throughout is never a false one. */
function mergeCalls(calls) {
  const merged = new Map();
  for (const call of calls) {
    const file = call.file.replace(/^\.\//, '');
    const key = `${file}:${call.line} ${endpointOf(call)}`;
    const entry = merged.get(key) ?? { file, line: call.line, endpoint: endpointOf(call), construct: constructOf(call), places: [{ file, line: call.line }], sure: false };
    merged.set(key, entry);
    entry.places.push(...call.evidence.map((item) => ({ file: item.file, line: item.line })));
    entry.sure ||= call.confidence !== 'possible';
  }
  return [...merged.values()];
}

const distance = (call, label) =>
  Math.min(FAR, ...call.places.filter((place) => place.file === label.file).map((place) => Math.abs(place.line - label.line)));
const ownDistance = (call, label) => (call.file === label.file ? Math.abs(call.line - label.line) : FAR);
const meets = (call, label) => call.endpoint === endpointOf(label) && distance(call, label) <= NEAR;

/** Pairs every label with the nearest call not yet used; a call that several labels share counts for each. */
function pair(labels, calls) {
  const used = new Set();
  const missed = [];
  for (const label of labels) {
    const candidates = calls.filter((call) => meets(call, label));
    const fresh = candidates.filter((call) => !used.has(call));
    const [best] = (fresh.length > 0 ? fresh : candidates).toSorted(
      (a, b) => ownDistance(a, label) - ownDistance(b, label) || distance(a, label) - distance(b, label),
    );
    if (best === undefined) missed.push(label);
    else used.add(best);
  }
  for (const call of calls) if (!used.has(call) && labels.some((label) => meets(call, label))) used.add(call);
  return { used, missed };
}

const near = (places, at) => places.some((place) => place.file === at.file && Math.abs(place.line - at.line) <= NEAR);

/**
 * Compares what `calls --format json` printed for one repository with its labels.
 * Gives one entry for each label and each false call, with language and construct, so that tables are sums of it.
 */
export function scoreRepository(labelled, output) {
  const labels = labelled.calls.filter((label) => languageOf(label.file) !== undefined);
  const calls = mergeCalls(output.calls);
  const { used, missed } = pair(labels, calls);
  const silent = new Set(missed.filter((label) => !near(output.unresolved, label)));
  const lost = new Set(missed);
  const labelEntries = labels.map((label) => ({
    ...label,
    language: languageOf(label.file),
    construct: label.via,
    verdict: !lost.has(label) ? 'found' : silent.has(label) ? 'silent' : 'missed',
  }));
  const falseEntries = calls
    .filter((call) => call.sure && !used.has(call) && !near(labelled.dynamic ?? [], call) && languageOf(call.file) !== undefined)
    .map(({ file, line, endpoint, construct }) => ({ file, line, endpoint, construct, language: languageOf(file), verdict: 'false' }));
  return { labels: labelEntries, falses: falseEntries };
}

/** Sums entries into one row. Ratios are undefined where nothing was to be found. */
export function sumUp(name, entries) {
  const is = (verdict) => entries.filter((entry) => entry.verdict === verdict).length;
  const found = is('found');
  const silent = is('silent');
  const missed = is('missed') + silent;
  const wrong = is('false');
  return {
    name,
    labels: found + missed,
    found,
    missed,
    silent,
    wrong,
    recall: found + missed > 0 ? found / (found + missed) : undefined,
    precision: found + wrong > 0 ? found / (found + wrong) : undefined,
  };
}
