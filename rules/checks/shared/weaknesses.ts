/**
 * What a finding of a rule is a case of in the Common Weakness Enumeration (cwe.mitre.org), and how much it weighs on the scale
 * of CVSS. Rules that are not named find what does not work, not what is dangerous.
 */
export const WEAKNESSES: Readonly<Record<string, { cwe: readonly number[]; score: number }>> = {
  'excess-permission': { cwe: [250, 272], score: 5.5 },
  'excess-scope': { cwe: [250, 272], score: 5.5 },
  'wider-than-used': { cwe: [250, 272], score: 6.5 },
  'escalation-grant': { cwe: [269, 250], score: 8 },
  'shared-client-id': { cwe: [250, 653], score: 5 },
  'shared-secret': { cwe: [522, 653], score: 6 },
  'ungoverned-call': { cwe: [1059], score: 2 },
  'grant-type-mismatch': { cwe: [285], score: 3 },
};
