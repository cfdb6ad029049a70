import { firstPlaces } from '../model/first-places.js';
import { comparePlaces, compareText, type Finding, type FindingPlace, type HiddenFinding, type Place } from '../model/index.js';
import type { Suppression } from './suppressions.js';

export interface AfterSuppression {
  findings: readonly Finding[];
  hidden: readonly HiddenFinding[];
  /** Those that cover no place of any finding. */
  unused: readonly Suppression[];
}

/**
 * Hides what comments cover. Each place of a finding in the code is hidden by itself, and the finding stands at those that are left;
 * a comment where it stands in a manifest hides the whole. Suppressions past their date hide nothing.
 */
export function suppress(findings: readonly Finding[], suppressions: readonly Suppression[], today: string): AfterSuppression {
  const holding = suppressions.filter(({ until }) => until === undefined || compareText(until, today) >= 0);
  const used = new Set<Suppression>();
  const hidden: HiddenFinding[] = [];
  const kept = findings.flatMap((finding) => {
    const coverOf = (place: Place): Suppression | undefined => holding.find((one) => covers(one, finding.rule, place));
    const atSites = finding.sites.flatMap((site) => coverOf(site) ?? []);
    const beside = placesBeside(finding).flatMap((place) => coverOf(place) ?? []);
    for (const one of [...atSites, ...beside]) used.add(one);
    const [by] = [...atSites, ...beside];
    if (by === undefined) return [finding];
    const open = finding.sites.filter((site) => coverOf(site) === undefined);
    const whole = open.length === 0 || beside.length > 0;
    const gone = whole ? finding : standingAt(finding, finding.sites.filter((site) => !open.includes(site)));
    hidden.push({ ...gone, hidden: { by: 'suppression', reason: by.reason, place: { file: by.file, line: by.line, column: by.column } } });
    return whole ? [] : [standingAt(finding, open)];
  });
  return { findings: kept, hidden, unused: holding.filter((one) => !used.has(one)) };
}

function covers({ file, rules, from, to }: Suppression, rule: string, place: Place): boolean {
  return file === place.file && rules.includes(rule) && from <= place.line && place.line <= to;
}

/** What it shows in other files than those it is about: the manifest, of a finding in the code. */
function placesBeside({ sites, places }: Finding): FindingPlace[] {
  const files = new Set(sites.map(({ file }) => file));
  return places.filter(({ file }) => !files.has(file));
}

/** The same finding at some of its sites alone. */
function standingAt(finding: Finding, sites: readonly FindingPlace[]): Finding {
  const others = finding.places.filter((place) => finding.sites.every((site) => comparePlaces(site, place) !== 0));
  const [first = finding.places[0], ...more] = [...firstPlaces(sites), ...others];
  return { ...finding, sites, places: [first, ...more] };
}
