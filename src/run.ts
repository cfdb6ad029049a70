import { CHECKS, LIVE_CHECKS, RULES, UPKEEP_CHECKS } from '../rules/checks/index.js';
import { unresolvedCall } from '../rules/checks/unresolved-call.js';
import { compareApplication, compareUngoverned, type Comparing } from './audit/compare.js';
import { exitCode } from './audit/exit-code.js';
import { applyPolicy, countSeverities, type Policy } from './audit/policy.js';
import type { Catalog } from './catalog/index.js';
import { readCode, type Code, type CodePorts } from './code.js';
import type { Config } from './config/config.js';
import type { Suppression } from './audit/suppressions.js';
import { coverageOf } from './coverage.js';
import { globMatcher } from './document/globs.js';
import { readEvidence } from './evidence.js';
import { readHiding, type Hiding } from './hiding.js';
import { governingManifest } from './manifest/membership.js';
import type { GrammarPort } from './manifest/infrastructure/hcl.js';
import { findUnknownRegions } from './manifest/regions.js';
import { readManifests, type Manifests } from './manifests.js';
import { assignCode, type Assigned, type MembershipPort } from './membership.js';
import type { CodePart, ExitCode, Finding, Place, Problem, RunResult, RunStamp, UpkeepCheck } from './model/index.js';
import { EXIT } from './model/index.js';
import { proposeGrants } from './proposal.js';
import { findOddLifetimes } from './token-lifetimes.js';

/** What is asked of a run. */
export interface RunRequest {
  config: Config;
  /** ISO date for which the audit is made. */
  today: string;
  /** Version of the tool, for the stamp. */
  tool: string;
  /** Only a part of the folder is looked at: nothing is said of what the baseline holds beyond it. */
  partial?: boolean;
  /** Accepted findings count like others, e.g. to take a baseline of them. */
  withoutBaseline?: boolean;
  /** Which suppressions count; all, when absent. */
  accepts?: (suppression: Suppression) => boolean;
}

/** Everything a run needs of the world. */
export interface RunPorts extends CodePorts {
  catalog: () => Promise<Catalog>;
  /** The grammar of HCL, read when a manifest refers to Terraform. */
  grammar?: GrammarPort;
}

/** The manifests of a folder and its code, given to the applications that it counts for. */
export interface Gathered {
  catalog: Catalog;
  manifests: Manifests;
  code: Code;
  applications: readonly Assigned[];
  ungoverned: CodePart;
}

export async function gather({ config }: RunRequest, ports: RunPorts): Promise<Gathered> {
  const catalog = await ports.catalog();
  const manifests = await readManifests(ports, config.manifests);
  const code = await readCode(ports, catalog, config);
  return { catalog, manifests, code, ...assignCode(code, manifests.governors, membershipPort(config, code)) };
}

/** The whole audit: what the code calls, what that needs, and how it compares with what the manifests grant. */
export async function audit(request: RunRequest, ports: RunPorts): Promise<RunResult> {
  const { config, today } = request;
  const gathered = await gather(request, ports);
  const { catalog, manifests, applications, ungoverned } = gathered;
  ports.progress('comparing');
  const { usage, problems } = await readEvidence(ports.read, config.usage);
  const findings = compareAll(applications, manifests.found ? ungoverned : undefined, { catalog, checks: CHECKS, policy: config.policy, usage, today });
  const result = await judge(findings, { ...request, accepts: (one) => !isLive(one) && request.accepts?.(one) !== false }, gathered, ports);
  return { ...result, problems: [...result.problems, ...problems] };
}

/** Suppressions of what only an organisation can tell have no effect on an audit, and are not unused for that. */
const isLive = ({ rules }: Suppression): boolean => rules.length > 0 && rules.every((rule) => LIVE_CHECKS.some(({ id }) => id === rule));

/** Findings after policy, with everything that was looked at to come to them. */
export async function judge(findings: readonly Finding[], request: RunRequest, { catalog, manifests, code, applications, ungoverned }: Gathered, ports: RunPorts, upkeep: readonly UpkeepCheck[] = UPKEEP_CHECKS): Promise<RunResult> {
  const { config } = request;
  const hiding = await readHiding(ports.read, [...manifests.files, ...code.analysed], config.baseline);
  const kept = applyPolicy(findings, { ...policyOf(request, hiding, manifests), upkeepChecks: upkeep });
  const regions = applications.flatMap(({ application }) => findUnknownRegions(application, catalog.regions));
  const lifetimes = applications.flatMap((assigned) => findOddLifetimes(assigned, catalog));
  const problems = [...manifests.problems, ...regions, ...lifetimes, ...code.problems, ...hiding.problems];
  return {
    stamp: stampOf(request, catalog),
    folder: ports.folder ?? '',
    applications: applications.map((assigned) => ({ manifest: assigned.application, ...assigned.code, coverage: coverageOf(assigned, catalog) })),
    ungoverned,
    ...(manifests.found ? {} : { proposal: proposeGrants(ungoverned.calls, catalog) }),
    ...kept,
    counts: countSeverities(kept.findings),
    problems,
    files: { considered: code.considered, analysed: code.analysed.length },
    otherRequests: code.otherRequests,
    exit: exitCode(kept.findings, config, troublesOf(manifests, code, hiding)) || tooManyUnresolved(config, kept.findings),
  };
}

/** What the code does, without looking at any manifest. */
export async function readCalls(request: RunRequest, ports: RunPorts): Promise<Code> {
  return readCode(ports, await ports.catalog(), request.config);
}

/** The calls of a folder that has no manifest yet: test code stands apart unless the settings count it. */
export async function assignedCalls(request: RunRequest, ports: RunPorts): Promise<CodePart> {
  const code = await readCalls(request, ports);
  return assignCode(code, [], membershipPort(request.config, code)).ungoverned;
}

export function stampOf({ tool, today }: RunRequest, { info }: Catalog): RunStamp {
  return { tool, date: today, catalog: { date: info.date, hash: info.hash } };
}

function membershipPort({ testPaths, tests }: Config, { reach }: Code): MembershipPort {
  const known = new Map(reach.map(({ place, owners }) => [placeKey(place), owners]));
  return { reachedFrom: (place) => known.get(placeKey(place)) ?? [], isTest: globMatcher(testPaths, { nocase: true }), countTests: tests === 'count' };
}

function compareAll(applications: readonly Assigned[], ungoverned: CodePart | undefined, comparing: Comparing): Finding[] {
  const ofApplications = applications.flatMap((assigned) => compareApplication(assigned, comparing));
  return ungoverned === undefined ? ofApplications : [...ofApplications, ...compareUngoverned(ungoverned, comparing)];
}

function policyOf({ config, today, partial, withoutBaseline, accepts = () => true }: RunRequest, { suppressions, broken, baseline }: Hiding, { governors }: Manifests): Omit<Policy, 'upkeepChecks'> {
  return {
    rules: RULES,
    settings: config.rules,
    suppressions: suppressions.filter(accepts),
    broken,
    ...(baseline !== undefined && withoutBaseline !== true && { baseline }),
    whole: partial !== true,
    applicationOf: (file) => governingManifest(governors, file)?.manifest?.name.text ?? '',
    today,
  };
}

function tooManyUnresolved({ maxUnresolved }: Config, findings: readonly Finding[]): ExitCode {
  const unresolved = findings.filter((finding) => finding.rule === unresolvedCall.id).length;
  return maxUnresolved !== undefined && unresolved > maxUnresolved ? EXIT.findings : EXIT.clean;
}

/** What the exit code must tell besides findings: broken input, no manifest, nothing to audit. */
function troublesOf(manifests: Manifests, code: Code, hiding: Hiding): (2 | 3)[] {
  const hasError = (problems: readonly Problem[]): boolean => problems.some((problem) => problem.level === 'error');
  const nothing = !manifests.found && code.calls.length + code.unresolved.length === 0;
  return [
    ...(hasError([...manifests.problems, ...hiding.problems]) || !manifests.found ? [EXIT.usage] : []),
    ...(hasError(code.problems) || nothing ? [EXIT.incomplete] : []),
  ];
}

const placeKey = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;
