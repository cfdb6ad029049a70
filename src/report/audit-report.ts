import type { ApplicationResult, Call, ClientCoverage, CodePart, Evidence, Finding, HiddenBy, LoginCall, Place, Problem, Proposal, RunResult, RunStamp, UnresolvedCall } from '../model/index.js';

/** Version of the JSON form of an audit. A field that goes or changes its meaning makes a new one; a new field does not. */
const JSON_FORMAT = 1;

/** What every reporter works from, and what `--format json` prints: a saved one can be formatted again. */
export type AuditReport = ReturnType<typeof auditReport>;
export type ReportFinding = AuditReport['findings'][number];
export type ReportApplication = AuditReport['applications'][number];
export type ReportProblem = AuditReport['problems'][number];

/** The audit in structs of its own, so that the model can change freely. */
export function auditReport(result: RunResult) {
  return {
    ...stampJson(result.stamp),
    folder: result.folder,
    exit: result.exit,
    counts: { error: result.counts.error, warning: result.counts.warning, note: result.counts.note },
    findings: result.findings.map(findingJson),
    applications: result.applications.map(applicationJson),
    ungoverned: codeJson(result.ungoverned),
    proposal: result.proposal === undefined ? null : proposalJson(result.proposal),
    problems: result.problems.map(problemJson),
    hidden: result.hidden.map((finding) => ({ ...findingJson(finding), hidden: hiddenJson(finding.hidden) })),
    files: { considered: result.files.considered, analysed: result.files.analysed },
    otherRequests: result.otherRequests,
  };
}

export function stampJson({ tool, date, catalog }: RunStamp) {
  return { format: JSON_FORMAT, tool: { name: 'scope-audit', version: tool }, date, catalog: { date: catalog.date, hash: catalog.hash } };
}

function hiddenJson(hidden: HiddenBy) {
  if (hidden.by !== 'suppression') return { by: hidden.by, reason: null, place: null };
  const { file, line, column } = hidden.place;
  return { by: hidden.by, reason: hidden.reason, place: { file, line, column } };
}

export function findingJson(finding: Finding) {
  return {
    rule: finding.rule,
    fingerprint: finding.fingerprint,
    messageId: finding.messageId,
    severity: finding.severity,
    confidence: finding.confidence,
    unproven: finding.unproven ?? false,
    application: finding.application,
    client: finding.client ?? null,
    environment: finding.environment ?? null,
    message: finding.message,
    why: finding.why,
    fix: finding.fix,
    data: Object.fromEntries(Object.entries(finding.data)),
    places: finding.places.map(({ file, line, column, note }) => ({ file, line, column, note })),
  };
}

function applicationJson(application: ApplicationResult) {
  const { manifest } = application;
  return {
    name: manifest.name.text,
    manifest: manifest.file,
    folder: manifest.folder,
    clients: manifest.clients.map((client) => ({ name: client.name.text, grant: client.grant?.type ?? null })),
    coverage: application.coverage.map(coverageJson),
    ...codeJson(application),
  };
}

function coverageJson({ client, grants, needs }: ClientCoverage) {
  return {
    client,
    grants: grants.map(({ name, kind, place, role }) => ({ name, kind, ...placeJson(place), role: role ?? null })),
    needs: needs.map(({ method, path, mode, requirements, places }) => ({
      method,
      path,
      mode,
      requirements: requirements.map(({ kind, anyOf, source, met }) => ({ kind, anyOf, source, met })),
      places: places.map(placeJson),
    })),
  };
}

function placeJson({ file, line, column }: Place) {
  return { file, line, column };
}

function codeJson(part: CodePart) {
  return {
    calls: part.calls.map(callJson),
    unresolved: part.unresolved.map(unresolvedJson),
    logins: part.logins.map(loginJson),
    tests: { calls: part.tests.calls.map(callJson), unresolved: part.tests.unresolved.map(unresolvedJson) },
  };
}

/** One call, with the keys of `calls --format json` first. */
export function callJson(call: Call) {
  const { file, line, column, method, path, via, confidence, evidence, known, name } = call;
  return { file, line, column, method, path, via, confidence, evidence: evidence.map(evidenceJson), known, name: name ?? null };
}

export function unresolvedJson({ file, line, column, reason, seen, via, evidence }: UnresolvedCall) {
  return { file, line, column, reason, seen, via, evidence: evidence.map(evidenceJson) };
}

function loginJson({ file, line, column, name, grant }: LoginCall) {
  return { file, line, column, name, grant };
}

function evidenceJson({ file, line, column, role }: Evidence) {
  return { file, line, column, role };
}

function proposalJson(proposal: Proposal) {
  const grants = (list: Proposal['permissions']) =>
    list.map(({ name, places }) => ({ name, places: places.map(({ file, line, column, note }) => ({ file, line, column, note })) }));
  return { permissions: grants(proposal.permissions), scopes: grants(proposal.scopes) };
}

export function problemJson({ level, code, message, place, hint }: Problem) {
  return { level, code, message, file: place.file, line: place.line, column: place.column, hint: hint ?? null };
}
