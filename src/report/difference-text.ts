import type { ChangedName, Difference } from '../model/index.js';
import { differenceReport } from './difference-report.js';
import { findingBlock, type TextOptions } from './audit-text.js';
import { createPaint, type Paint } from './colour.js';
import { countsText } from './counts.js';
import { count, visible } from './plain-text.js';
import { problemLines } from './problem-text.js';

/** Places shown of one name before the rest is only counted. */
const SHOWN = 3;

/** What a change newly needs, no longer needs, grants and cannot resolve, then the findings that are its own. */
export function differenceText(difference: Difference, options: TextOptions): string {
  const paint = createPaint(options.colour);
  const { base, notes, needs, grants, unresolved, findings, problems } = difference;
  const commit = base.commit === undefined ? '' : ` (${base.commit.slice(0, 10)})`;
  const blocks = [
    [paint.bold(`Compared with ${visible(base.ref)}${commit}`), ...notes.map((note) => `${paint.warning('note')}: ${visible(note)}`)],
    namesBlock('newly needs', '+', needs.added, paint),
    namesBlock('no longer needs', '-', needs.removed, paint),
    namesBlock('is newly granted', '+', grants.added, paint),
    namesBlock('is no longer granted', '-', grants.removed, paint),
    unresolved.added.length === 0 ? [] : [paint.bold('cannot be resolved any more'), ...unresolved.added.map(({ file, line, column, seen, reason }) => `  ${paint.warning('?')} ${visible(seen)}  ${paint.dim(`${visible(file)}:${line}:${column} ${reason}`)}`)],
    ...differenceReport({ ...difference, findings }).findings.map((finding) => findingBlock(finding, true, options, paint)),
    problems.flatMap((problem) => problemLines(problem, paint)),
    [summary(difference, paint)],
  ];
  return blocks.filter((lines) => lines.length > 0).map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** Names by application and client, each with the places behind it. */
export function namesBlock(title: string, sign: string, names: readonly ChangedName[], paint: Paint): string[] {
  const subjects = [...new Set(names.map(subjectOf))];
  const colour = sign === '+' ? paint.warning : paint.good;
  return subjects.flatMap((subject) => [
    paint.bold(`${visible(subject)} ${title}`),
    ...names.filter((one) => subjectOf(one) === subject).map(({ kind, names: anyOf, places }) => {
      const where = places.slice(0, SHOWN).map(({ file, line, note }) => visible(`${file}:${line} ${note}`.trim())).join(', ');
      const more = places.length > SHOWN ? ` and ${places.length - SHOWN} more` : '';
      return `  ${colour(sign)} ${kind} ${visible(anyOf.join(' or '))}  ${paint.dim(`${where}${more}`)}`;
    }),
  ]);
}

function subjectOf({ application, client }: ChangedName): string {
  return application === client ? application : `${application} (client ${client})`;
}

function summary({ counts, mended, old, unresolved }: Difference, paint: Paint): string {
  return [
    `${countsText(counts, paint)} of this change`,
    ...(mended > 0 ? [`${mended} mended`] : []),
    ...(unresolved.removed > 0 ? [`${count(unresolved.removed, 'call')} resolved or gone`] : []),
    ...(old !== undefined && old > 0 ? [`${old} older, not counted`] : []),
  ].join(' · ');
}
