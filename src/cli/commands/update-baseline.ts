import { takeBaseline, type BaselineEntry } from '../../audit/baseline.js';
import { openBaseline } from '../../hiding.js';
import { EXIT, ToolError, type ExitCode } from '../../model/index.js';
import { writeWhole } from '../../node/write-file.js';
import { count } from '../../report/plain-text.js';
import { problemsText } from '../../report/problem-text.js';
import { audit } from '../../run.js';
import { writeBaseline } from '../../saved/baseline-file.js';
import type { CliIo } from '../io.js';
import type { Session } from '../session.js';
import { isUnfinished, requireCalls, requireManifest } from '../unfinished.js';

/** `scope-audit --update-baseline`: accepts what is found now. Nothing is written when the audit itself could not be made. */
export async function updateBaseline(session: Session, io: CliIo): Promise<ExitCode> {
  const { root, config, request, ports } = session;
  if (request.partial === true) throw new ToolError('partial-baseline', 'a baseline is taken of the whole folder, but this run looks at a part of it', { hint: 'leave out paths, --include and --exclude' });
  const result = await audit({ ...request, withoutBaseline: true }, ports);
  session.done();
  if (isUnfinished(session, result, io)) {
    io.stderr.write('No baseline is taken of an audit that could not be made in full.\n');
    return result.exit;
  }
  requireCalls(result);
  requireManifest(session, result);
  const baseline = takeBaseline(result.findings, config.baseline);
  const { baseline: old, problems } = await openBaseline(ports.read, config.baseline);
  // What is broken is replaced, what is no file is not.
  if (problems.length > 0) io.stderr.write(problemsText(problems.map((problem) => ({ ...problem, level: 'warning' })), session.text.colour));
  const before = old?.entries ?? [];
  await writeWhole(root, config.baseline, writeBaseline(baseline));
  const added = more(baseline.entries, before);
  const removed = more(before, baseline.entries);
  io.stdout.write(`${config.baseline}: ${count(total(baseline.entries), 'finding')} accepted (${added} added, ${removed} removed)\n`);
  return EXIT.clean;
}

/** How many findings of `a` are not in `b`. */
function more(a: readonly BaselineEntry[], b: readonly BaselineEntry[]): number {
  const countsOf = (entries: readonly BaselineEntry[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const { fingerprint, count: n } of entries) counts.set(fingerprint, (counts.get(fingerprint) ?? 0) + n);
    return counts;
  };
  const others = countsOf(b);
  return [...countsOf(a)].reduce((sum, [fingerprint, n]) => sum + Math.max(0, n - (others.get(fingerprint) ?? 0)), 0);
}

function total(entries: readonly BaselineEntry[]): number {
  return entries.reduce((sum, entry) => sum + entry.count, 0);
}
