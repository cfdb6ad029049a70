import type { Call, ExplainedOperation, Explanation, Operation, WhatIf } from '../model/index.js';
import { createPaint, type Paint } from './colour.js';
import { codeFrame, type SourceLine } from './frame.js';
import { count, visible } from './plain-text.js';

export interface ExplainOptions {
  colour: boolean;
  width?: number;
  sourceLine: SourceLine;
}

/** What the subject is, what each operation needs and why, and where the code uses it. */
export function explainText(explanation: Explanation, options: ExplainOptions): string {
  const paint = createPaint(options.colour);
  const blocks: string[][] = [];
  if (explanation.grant !== undefined) blocks.push(grantBlock(explanation.grant, explanation.operations.length, paint));
  for (const explained of explanation.operations) blocks.push(operationBlock(explained, options, paint));
  if (explanation.unresolved.length > 0) {
    blocks.push([
      paint.warning('not resolved here:'),
      ...explanation.unresolved.map((call) => `  ${visible(`${call.file}:${call.line}:${call.column}  ${call.reason}  ${call.seen}`)}`),
    ]);
  }
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function grantBlock(grant: NonNullable<Explanation['grant']>, called: number, paint: Paint): string[] {
  const lines = [`${paint.bold(visible(grant.name))}  ${paint.dim(grant.kind)}`];
  if (grant.alias !== undefined) {
    const { permissions, scopes, note, source } = grant.alias;
    lines.push(...row('permission', permissions.join(' or ') || 'none'), ...row('scope', scopes.join(' or ') || 'none'));
    lines.push(...row('note', `${note} [${source}]`));
  }
  if (grant.escalation !== undefined) lines.push(...row('beware', grant.escalation));
  if (grant.kind !== 'alias') lines.push(...row('opens', `${count(grant.operations, 'operation')} of the catalog; the code calls ${called}`));
  return lines;
}

function operationBlock({ operation, calls, least }: ExplainedOperation, options: ExplainOptions, paint: Paint): string[] {
  return [
    `${paint.bold(operation.id)}${paint.dim(statusOf(operation))}`,
    ...row('permissions', `${permissionLogic(operation)} [${operation.permissionSource}]`),
    ...row('scopes', `${scopeLogic(operation)} [${operation.scopeSource}]`),
    ...(operation.auth === 'oauth' ? [] : row('auth', operation.auth)),
    ...(operation.bound === undefined ? [] : row('token', operation.bound === 'user' ? 'a user token; not valid with client credentials' : 'client credentials only')),
    ...(operation.overlay === undefined ? [] : row('overlay', operation.overlay.reason)),
    ...row('least', [...least.permissions, ...least.scopes.map((scope) => `scope ${scope}`)].join(', ') || 'nothing'),
    ...(operation.sdk.length === 0 ? [] : row('sdk', operation.sdk.join(', '))),
    ...(calls.length === 0 ? row('used', 'nowhere in this code') : calls.flatMap((call) => callLines(call, options, paint))),
  ];
}

const row = (name: string, text: string): string[] => [`  ${name.padEnd(12)} ${visible(text)}`];

function statusOf(operation: Operation): string {
  if (operation.status === 'retired') return `  retired, last in SDK ${operation.lastSdkVersion ?? '?'}`;
  return operation.deprecated ? '  deprecated' : '';
}

export function permissionLogic({ mode, permissions }: Operation): string {
  switch (mode) {
    case 'NONE':
      return 'none';
    case 'UNKNOWN':
      return 'no source says';
    case 'ALL':
      return permissions.length > 1 ? `all of ${permissions.join(', ')}` : permissions.join('');
    case 'ANY':
      return permissions.length > 1 ? `any one of ${permissions.join(', ')}` : permissions.join('');
  }
}

export function scopeLogic({ scopes, auth }: Operation): string {
  if (scopes.length === 0) return auth === 'oauth' ? 'no source says' : 'none';
  return scopes.length > 1 ? `any one of ${scopes.join(', ')}` : scopes.join('');
}

/** The call and the chain that leads to where its request leaves. */
function callLines(call: Call, options: ExplainOptions, paint: Paint): string[] {
  const source = options.sourceLine(call.file, call.line);
  const gutter = String(call.line).length;
  const where = `  ${paint.frame('-->')} ${visible(`${call.file}:${call.line}:${call.column}`)}  ${paint.dim(`${call.via}, ${call.confidence}`)}`;
  const frame = source === undefined ? [] : codeFrame({ ...call, source, note: '' }, gutter, options.width, paint).map((line) => `  ${line}`);
  const chain = call.evidence
    .filter((item) => item.file !== call.file || item.line !== call.line)
    .map((item) => `  ${' '.repeat(gutter)} ${paint.frame('=')} ${item.role} at ${visible(`${item.file}:${item.line}:${item.column}`)}`);
  return [where, ...frame, ...chain];
}

/** Which lines and applications would break. */
export function whatIfText(answer: WhatIf, options: { colour: boolean }): string {
  const paint = createPaint(options.colour);
  const blocks = answer.broken.map(({ application, client, environment, calls }) => [
    `${paint.bold(visible(application))}  ${paint.dim(visible(environment === undefined ? client : `${client} in ${environment}`))}`,
    ...calls.map((call) => `  ${visible(`${call.file}:${call.line}:${call.column}  ${call.method} ${call.path}`)}  ${paint.dim(visible(`lacks ${call.lacks.join(', ')}`))}`),
  ]);
  const broken = answer.broken.reduce((sum, entry) => sum + entry.calls.length, 0);
  const without = visible(answer.without.join(', '));
  const verdict =
    broken === 0
      ? paint.good(`nothing that is known breaks without ${without}`)
      : paint.error(`${count(broken, 'call')} in ${count(new Set(answer.broken.map((entry) => entry.application)).size, 'application')} would break without ${without}`);
  const doubt = answer.unresolved === 0 ? '' : `; ${count(answer.unresolved, 'call')} not resolved could need it too`;
  return [...blocks, [`${verdict}${doubt}`]].map((lines) => `${lines.join('\n')}\n`).join('\n');
}
