import type { ApplicationResult, Call, CodePart, Evidence, Explanation, Finding, HiddenBy, LoginCall, Problem, Proposal, RunResult, RunStamp, UnresolvedCall, WhatIf } from '../model/index.js';

/** Version of the JSON form of an audit. A field that goes or changes its meaning makes a new one; a new field does not. */
export const JSON_FORMAT = 1;

/** The audit as versioned JSON (dist/schemas/result.json describes it). It has structs of its own, so that the model can change freely. */
export function auditJson(result: RunResult): string {
  const out = {
    ...stampJson(result.stamp),
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
  return `${JSON.stringify(out, null, 2)}\n`;
}

/** What `explain --format json` prints. */
export function explanationJson({ stamp, subject, grant, operations, unresolved }: Explanation): string {
  const out = {
    ...stampJson(stamp),
    subject,
    grant: grant ?? null,
    operations: operations.map(({ operation, least, calls }) => ({ ...operation, least, calls: calls.map(callJson) })),
    unresolved: unresolved.map(unresolvedJson),
  };
  return `${JSON.stringify(out, null, 2)}\n`;
}

/** What `what-if --format json` prints. */
export function whatIfJson({ stamp, without, broken, untouched, unresolved, exit }: WhatIf): string {
  const out = {
    ...stampJson(stamp),
    exit,
    without,
    broken: broken.map(({ application, client, environment, calls }) => ({
      application,
      client,
      environment: environment ?? null,
      calls: calls.map((call) => ({ ...callJson(call), lacks: call.lacks })),
    })),
    untouched,
    unresolved,
  };
  return `${JSON.stringify(out, null, 2)}\n`;
}

function stampJson({ tool, date, catalog }: RunStamp) {
  return { format: JSON_FORMAT, tool: { name: 'scope-audit', version: tool }, date, catalog: { date: catalog.date, hash: catalog.hash } };
}

function hiddenJson(hidden: HiddenBy) {
  if (hidden.by !== 'suppression') return { by: hidden.by, reason: null, place: null };
  const { file, line, column } = hidden.place;
  return { by: hidden.by, reason: hidden.reason, place: { file, line, column } };
}

function findingJson(finding: Finding) {
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
    ...codeJson(application),
  };
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

function unresolvedJson({ file, line, column, reason, seen, via, evidence }: UnresolvedCall) {
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

function problemJson({ level, code, message, place, hint }: Problem) {
  return { level, code, message, file: place.file, line: place.line, column: place.column, hint: hint ?? null };
}
