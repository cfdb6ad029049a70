import { compareText, type Finding, type HiddenFinding, type Place } from '../model/index.js';
import type { Suppression } from './suppressions.js';

export interface AfterSuppression {
  findings: readonly Finding[];
  hidden: readonly HiddenFinding[];
  /** Those that cover no finding. */
  unused: readonly Suppression[];
}

/**
 * Hides what comments cover: a finding whose every place in the code is covered, or that is covered where it stands in a
 * manifest. Suppressions past their date hide nothing.
 */
export function suppress(findings: readonly Finding[], suppressions: readonly Suppression[], today: string): AfterSuppression {
  const holding = suppressions.filter(({ until }) => until === undefined || compareText(until, today) >= 0);
  const used = new Set<Suppression>();
  const hidden: HiddenFinding[] = [];
  const kept = findings.filter((finding) => {
    const covers = (place: Place): Suppression | undefined => {
      const found = holding.find((one) => one.file === place.file && one.rules.includes(finding.rule) && one.from <= place.line && place.line <= one.to);
      if (found) used.add(found);
      return found;
    };
    const sites = finding.sites.map(covers);
    const code = new Set(finding.sites.map(({ file }) => file));
    const elsewhere = finding.places.filter(({ file }) => !code.has(file)).map(covers);
    const by = sites.every((one) => one !== undefined) ? sites[0] : elsewhere.find((one) => one !== undefined);
    if (by === undefined) return true;
    hidden.push({ ...finding, hidden: { by: 'suppression', reason: by.reason, place: { file: by.file, line: by.line, column: by.column } } });
    return false;
  });
  return { findings: kept, hidden, unused: holding.filter((one) => !used.has(one)) };
}
