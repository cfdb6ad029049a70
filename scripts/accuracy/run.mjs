/**
 * Measures the tool against labelled real code and writes docs/accuracy.md.
 *
 *   npm run accuracy -- [--labels DIR] [--corpus DIR] [-v]
 *
 * Without --corpus the repositories are brought by git, each at the commit that its label file names, into .corpus/.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { languageOf, scoreRepository, sumUp } from './score.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: options } = parseArgs({
  options: {
    labels: { type: 'string', default: path.join(root, '../shared/corpus/labels') },
    corpus: { type: 'string' },
    verbose: { type: 'boolean', short: 'v', default: false },
  },
});

const say = (text) => process.stdout.write(`${text}\n`);

function stop(text) {
  process.stderr.write(`accuracy: ${text}\n`);
  process.exit(2);
}

/** Lays the repository out at its commit; says why it cannot. */
function bring(labelled, folder) {
  mkdirSync(folder, { recursive: true });
  const git = (...args) => execFileSync('git', ['-C', folder, ...args], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  try {
    if (!existsSync(path.join(folder, '.git'))) git('init', '--quiet');
    git('fetch', '--quiet', '--depth', '1', `https://github.com/${labelled.repo}.git`, labelled.commit);
    git('-c', 'advice.detachedHead=false', 'checkout', '--quiet', '--force', 'FETCH_HEAD');
    return undefined;
  } catch (error) {
    return String(error.stderr ?? error.message).trim().split('\n').at(-1);
  }
}

function callsOf(folder) {
  const run = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), 'calls', '--format', 'json', folder], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 600_000,
  });
  if (run.status !== 0 && run.status !== 3) throw new Error(`calls on ${folder} ended with ${run.status ?? run.signal}: ${run.stderr.trim().split('\n').slice(0, 3).join(' ')}`);
  return JSON.parse(run.stdout);
}

const ratio = (value) => (value === undefined ? '–' : value.toFixed(3));
const row = (cells) => `| ${cells.join(' | ')} |`;

function table(title, rows) {
  return [
    row([title, 'labels', 'found', 'missed', 'of these silent', 'false', 'recall', 'precision']),
    row(['---', '---:', '---:', '---:', '---:', '---:', '---:', '---:']),
    ...rows.map((r) => row([r.name, r.labels, r.found, r.missed, r.silent, r.wrong, ratio(r.recall), ratio(r.precision)])),
  ].join('\n');
}

const rowsBy = (entries, key) =>
  [...new Set(entries.map((entry) => entry[key]))].sort().map((name) => sumUp(name, entries.filter((entry) => entry[key] === name)));

if (!existsSync(options.labels)) stop(`no label files: ${options.labels} does not exist; name their folder with --labels DIR`);
if (!existsSync(path.join(root, 'dist/cli.js'))) stop('dist/cli.js is missing; run `npm run build` first');

const entries = [];
const measured = [];
const absent = [];
for (const file of readdirSync(options.labels).filter((name) => name.endsWith('.json')).sort()) {
  const labelled = JSON.parse(readFileSync(path.join(options.labels, file), 'utf8'));
  if (!labelled.calls.some((label) => languageOf(label.file) !== undefined)) continue;
  const folder = path.join(options.corpus ?? path.join(root, '.corpus'), path.basename(file, '.json'));
  const why = options.corpus === undefined ? bring(labelled, folder) : existsSync(folder) ? undefined : 'not in the corpus folder';
  if (why !== undefined) {
    absent.push(`${labelled.repo}: ${why}`);
    continue;
  }
  const { labels, falses } = scoreRepository(labelled, callsOf(folder));
  entries.push(...labels, ...falses);
  measured.push({ ...sumUp(labelled.repo, [...labels, ...falses]), commit: labelled.commit });
  if (!options.verbose) continue;
  for (const label of labels) if (label.verdict !== 'found') say(`${labelled.repo}: ${label.verdict} ${label.file}:${label.line} ${label.method} ${label.path}`);
  for (const call of falses) say(`${labelled.repo}: false ${call.file}:${call.line} ${call.endpoint}`);
}
for (const line of absent) process.stderr.write(`accuracy: not measured: ${line}\n`);
if (measured.length === 0) stop('nothing could be measured; give the code laid out in OWNER+NAME folders with --corpus DIR');

const total = sumUp('all', entries);
const page = [
  '# Accuracy',
  '',
  'Measured by `npm run accuracy` on public repositories whose call sites were labelled by hand. A label counts as found when a call of the same',
  'method and path is reported within three lines of it; calls of confidence `possible` count for recall and not against precision; a silent miss',
  'is a label that is neither among the calls nor among the unresolved ones.',
  '',
  table('language', [...rowsBy(entries, 'language'), total]),
  '',
  table('construct', rowsBy(entries, 'construct')),
  '',
  table('repository', measured.map((r) => ({ ...r, name: `${r.name} @ ${r.commit.slice(0, 10)}` }))),
  ...(absent.length === 0 ? [] : ['', `Not measured, because the code could not be had: ${absent.map((line) => line.split(':')[0]).join(', ')}.`]),
  '',
].join('\n');
mkdirSync(path.join(root, 'docs'), { recursive: true });
writeFileSync(path.join(root, 'docs/accuracy.md'), page);
say(page);
