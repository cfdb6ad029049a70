import type { Finding, RunResult } from '../../src/model/index.js';
import { FINDING, RESULT } from './sample-result.js';

/** What scanned code may hold to break out of each place it is printed to. */
const HOSTILE = '</script><img src=x onerror=alert(1)> `|| @admin [x](https://evil.example) ::error::x %0A::set-output ]]> & "\' \u0000\u001b[31m \u202Etxet\u202C <!-- --> $(id) {{x}} #1 :smile: ~~s~~ \\ *b* __u__';

const place = (file: string) => ({ file, line: 3, column: 1, note: `calls ${HOSTILE}` });

const HOSTILE_FINDING: Finding = { ...FINDING, message: `${HOSTILE}.`, why: HOSTILE, fix: HOSTILE, places: [place(`src/${HOSTILE}\nx,y:z.ts`), place('scope-manifest.yaml')] };

const [application] = RESULT.applications;
if (application === undefined) throw new Error('the sample has an application');

export const HOSTILE_RESULT: RunResult = {
  ...RESULT,
  applications: [{ ...application, manifest: { ...application.manifest, name: { text: HOSTILE, place: application.manifest.name.place } } }],
  findings: [{ ...HOSTILE_FINDING, application: HOSTILE }],
  hidden: [{ ...HOSTILE_FINDING, application: HOSTILE, hidden: { by: 'suppression', reason: HOSTILE, place: place('a.ts') } }],
  problems: [{ level: 'error', code: 'syntax', message: HOSTILE, hint: HOSTILE, place: place('b.ts') }],
};

/** Very many findings, each of its own. */
export function manyFindings(n: number): RunResult {
  return { ...RESULT, findings: Array.from({ length: n }, (_, i) => ({ ...FINDING, fingerprint: i.toString(16).padStart(16, '0'), message: `Finding ${i}.` })), counts: { error: n, warning: 0, note: 0 } };
}

export const EMPTY_RESULT: RunResult = { ...RESULT, applications: [], findings: [], counts: { error: 0, warning: 0, note: 0 }, exit: 0 };
