import { randomUUID } from 'node:crypto';
import { appendFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { endGroup, notice, setFailed, setOutput, startGroup, warning } from '@actions/core';
import { notGranted } from '../../rules/checks/not-granted.js';
import { mergeConfig } from '../config/merge-config.js';
import { EXIT, ToolError, type Difference, type ExitCode, type Finding, type RunResult } from '../model/index.js';
import { openBase } from '../node/base-tree.js';
import { chooseCatalog } from '../node/catalog-file.js';
import { compareWithBase } from '../node/compare-with-base.js';
import { readConfigFile } from '../node/config-file.js';
import { findGit } from '../node/git.js';
import { openFolder } from '../node/open-folder.js';
import { readRuleTexts } from '../node/rule-texts.js';
import { writeWhole } from '../node/write-file.js';
import { auditReport } from '../report/audit-report.js';
import { reportText } from '../report/audit-text.js';
import { differenceMarkdown } from '../report/difference-markdown.js';
import { differenceReport } from '../report/difference-report.js';
import { differenceText } from '../report/difference-text.js';
import { formatReport, type Format } from '../report/formats.js';
import { githubCommands } from '../report/github.js';
import { inRepository } from '../report/in-repository.js';
import { markdownText } from '../report/markdown.js';
import { count } from '../report/plain-text.js';
import { audit, gather } from '../run.js';
import { VERSION } from '../version.js';
import { readEvent, type GitHubEvent } from './event.js';
import { openApi } from './github-api.js';
import { readInputs, type Inputs } from './inputs.js';
import { differenceOfApplication, isQuiet } from './per-application.js';
import { writeComment } from './sticky-comment.js';
import { uploadSarif } from './upload-sarif.js';

/** GitHub drops a summary over 1 MiB, and with it fails the step; a comment over 65,536 characters is refused. */
const SUMMARY_BYTES = 1_000_000;
const COMMENT_BYTES = 60_000;

interface Outcome {
  result: RunResult;
  /** Present where a change is judged. */
  difference?: Difference;
  exit: ExitCode;
  findings: readonly Finding[];
}

/** The step: audits, reports to the places that GitHub has for it, and gives the exit code. */
export async function runAction(env: NodeJS.ProcessEnv, cwd: string): Promise<ExitCode> {
  const workspace = env['GITHUB_WORKSPACE'] ?? cwd;
  try {
    const inputs = readInputs();
    const event = readEvent(env);
    const root = path.resolve(workspace, inputs.path);
    const outcome = await judge(inputs, event, root, workspace, env);
    await publish(outcome, inputs, event, env, workspace, root);
    if (outcome.exit !== EXIT.clean) setFailed(verdict(outcome));
    return outcome.exit;
  } catch (error) {
    const hint = error instanceof ToolError && error.hint !== undefined ? ` (${error.hint})` : '';
    const place = error instanceof ToolError && error.place !== undefined ? `${error.place.file}:${error.place.line}: ` : '';
    setFailed(`scope-audit: ${place}${error instanceof Error ? error.message : String(error)}${hint}`);
    return error instanceof ToolError ? error.exit : EXIT.incomplete;
  }
}

async function judge(inputs: Inputs, event: GitHubEvent, root: string, workspace: string, env: NodeJS.ProcessEnv): Promise<Outcome> {
  const file = await readConfigFile(root, workspace, inputs.config);
  const { config } = mergeConfig(file, inputs.flags);
  const catalog = await chooseCatalog(root, config, file);
  const { ports, problems } = await openFolder(root, config, { catalog });
  const request = { config, today: new Date().toISOString().slice(0, 10), tool: VERSION };
  if (inputs.verify !== undefined) {
    const choice = { ...(event.environment !== undefined && { environments: [event.environment] }), ...inputs.verify };
    const { verifyClients } = await import('../node/verify-clients.js');
    const { result: found } = await verifyClients(choice, { token: undefined, env, folder: root }, request, await gather(request, ports), ports);
    const result = { ...found, problems: [...problems, ...found.problems] };
    return { result, exit: result.exit, findings: result.findings };
  }
  const ref = inputs.base === 'none' ? undefined : inputs.base || event.base;
  if (ref === undefined) {
    const found = await audit(request, ports);
    const result = { ...found, problems: [...problems, ...found.problems] };
    return { result, exit: result.exit, findings: result.findings };
  }
  const git = findGit();
  if (git === undefined) throw new ToolError('no-git', 'git was not found', { hint: 'a change is compared with a commit of git' });
  const base = await openBase(git, root, ref);
  const named = typeof inputs.config === 'string' ? path.resolve(workspace, inputs.config) : inputs.config;
  const { difference, head } = await compareWithBase({ root, ports, request, problems, file, named, flags: inputs.flags }, base);
  return { result: head, difference, exit: difference.exit, findings: difference.findings };
}

async function publish(outcome: Outcome, inputs: Inputs, event: GitHubEvent, env: NodeJS.ProcessEnv, workspace: string, root: string): Promise<void> {
  const { result, difference } = outcome;
  const report = auditReport(result);
  const text = { colour: false, sourceLine: () => undefined };
  startGroup('Report');
  quote(difference === undefined ? reportText(report, text) : differenceText(difference, text));
  endGroup();
  const prefix = path.relative(workspace, root).split(path.sep).join('/');
  process.stdout.write(githubCommands(inRepository(difference === undefined ? report : differenceReport(difference), prefix)));

  const summary = (limit: number): string => (difference === undefined ? markdownText(report, { limit, full: 'the whole report is in the log of the step' }) : differenceMarkdown(difference, limit));
  writeSummary(env['GITHUB_STEP_SUMMARY'], summary);
  await writeOutputs(outcome, inputs, workspace);
  if (inputs.comment && difference !== undefined && event.pullRequest !== undefined) await comment(outcome.result, difference, inputs, event, event.pullRequest.number);
  if (inputs.uploadSarif) {
    const logs = await formatReport('sarif', report, { text, rules: readRuleTexts });
    const why = inputs.token === '' ? 'there is no token' : await uploadSarif(openApi(event.apiUrl, inputs.token), event, logs);
    if (why !== undefined) warning(`The SARIF log was not uploaded: ${why}.`);
  }
}

/** Prints text of which the runner obeys nothing (docs: workflow commands, stopping and starting). */
function quote(text: string): void {
  const word = randomUUID();
  process.stdout.write(`::stop-commands::${word}\n${text}\n::${word}::\n`);
}

function writeSummary(file: string | undefined, make: (limit: number) => string): void {
  if (file === undefined || file === '') return;
  try {
    const used = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    appendFileSync(file, make(Math.max(2_000, SUMMARY_BYTES - used)));
  } catch (error) {
    warning(`The job summary could not be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function writeOutputs({ result, findings }: Outcome, { files }: Inputs, workspace: string): Promise<void> {
  for (const severity of ['error', 'warning', 'note'] as const) setOutput(`${severity}s`, findings.filter((finding) => finding.severity === severity).length);
  setOutput('unresolved', new Set([...result.applications, result.ungoverned].flatMap(({ unresolved }) => unresolved.map(({ file, line, column }) => `${file}:${line}:${column}`))).size);
  setOutput('missing', JSON.stringify(namesOf(findings, 'missing')));
  setOutput('excess', JSON.stringify(namesOf(findings, 'excess')));
  for (const [name, file] of Object.entries(files)) {
    setOutput(`${name}-file`, file);
    if (file === '') continue;
    const texts = await formatReport(name as Format, auditReport(result), { text: { colour: false, sourceLine: () => undefined }, rules: readRuleTexts });
    for (const [index, one] of texts.entries()) await writeWhole(workspace, index === 0 ? file : file.replace(/(\.[^./]*)?$/, `-${index + 1}$1`), one);
  }
}

function namesOf(findings: readonly Finding[], kind: 'missing' | 'excess'): string[] {
  return [...new Set(findings.filter(({ rule }) => rule.startsWith(`${kind}-`) || (kind === 'missing' && rule === notGranted.id)).map(({ data }) => data.permission ?? data.scope ?? data.name ?? ''))].sort();
}

async function comment(result: RunResult, difference: Difference, { token }: Inputs, { apiUrl, repository }: GitHubEvent, number: number): Promise<void> {
  if (token === '') return;
  const api = openApi(apiUrl, token);
  const names = new Set([...result.applications.map(({ manifest }) => manifest.name.text), ...difference.findings.map(({ application }) => application)]);
  for (const name of names) {
    const own = differenceOfApplication(difference, name, result);
    const why = await writeComment(api, { repository, number }, name, differenceMarkdown(own, COMMENT_BYTES), isQuiet(own));
    if (why === undefined) continue;
    notice(`The comment was not written: ${why}.`);
    return;
  }
}

function verdict({ exit, findings, difference }: Outcome): string {
  if (exit === EXIT.usage) return 'scope-audit: the input cannot be used; see the annotations';
  if (exit === EXIT.incomplete) return 'scope-audit: the audit is not complete; see the annotations';
  return `scope-audit: ${count(findings.length, 'finding')}${difference === undefined ? '' : ' of this change'}`;
}

