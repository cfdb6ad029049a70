import type { ChangedName, Difference } from '../model/index.js';
import { findingJson } from './audit-report.js';
import { countsText } from './counts.js';
import { at, escape, fitted, findingDetails } from './markdown.js';

/** Places shown of one name before the rest is only counted. */
const SHOWN = 3;

/** The difference for a pull request: what the change needs and grants first, then the findings that are its own. */
export function differenceMarkdown(difference: Difference, limit = Infinity): string {
  const { base, notes, needs, grants, unresolved, findings, counts, mended, old } = difference;
  const head = [
    `## scope-audit: ${countsText(counts)} of this change\n`,
    ...notes.map((note) => `> ${escape(note)}\n`),
    ...section('Newly needs', needs.added),
    ...section('No longer needs', needs.removed),
    ...section('Newly granted', grants.added),
    ...section('No longer granted', grants.removed),
    ...(unresolved.added.length === 0 ? [] : ['\n**Cannot be resolved**\n', ...unresolved.added.slice(0, 20).map(({ file, line, seen }) => `- <code>${escape(seen)}</code> ${at({ file, line })}`), '']),
  ];
  const foot = `\n<sub>compared with ${escape(base.ref)}${base.commit === undefined ? '' : ` (<code>${base.commit.slice(0, 10)}</code>)`}${mended > 0 ? ` · ${mended} mended` : ''}${old !== undefined && old > 0 ? ` · ${old} older, not counted` : ''}</sub>`;
  return fitted(head.join('\n'), findings.map((finding) => findingDetails(findingJson(finding))), foot, { limit });
}

function section(title: string, names: readonly ChangedName[]): string[] {
  if (names.length === 0) return [];
  const rows = names.map(({ application, client, kind, names: anyOf, places }) => {
    const where = places.slice(0, SHOWN).map((place) => `${at(place)} ${escape(place.note)}`.trim()).join('<br>');
    const more = places.length > SHOWN ? `<br>and ${places.length - SHOWN} more` : '';
    return `| ${escape(application === client ? application : `${application}, ${client}`)} | ${kind} ${anyOf.map((name) => `<code>${escape(name)}</code>`).join(' or ')} | ${where}${more} |`;
  });
  return [`\n**${title}**\n`, '| application | | where |', '| --- | --- | --- |', ...rows, ''];
}
