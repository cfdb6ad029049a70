import type { Diagnosis, FittingCall, Operation, Refusal, Standing } from '../model/index.js';
import { callJson, stampJson, unresolvedJson } from './audit-report.js';
import { createPaint, type Paint } from './colour.js';
import { permissionLogic, scopeLogic, type ExplainOptions } from './explain-text.js';
import { codeFrame } from './frame.js';
import { count, visible } from './plain-text.js';

/** Calls that are shown; the JSON has all. */
const SHOWN = 5;

/** What was refused, which calls fit, how the manifest stands to it, and what to do. */
export function diagnosisText(diagnosis: Diagnosis, options: ExplainOptions): string {
  const paint = createPaint(options.colour);
  const { refusal, calls, unresolved, logins, standing, notes, fix } = diagnosis;
  const rest = calls.length - SHOWN;
  const blocks = [
    refusalBlock(refusal, paint),
    ...refusal.operations.map((operation) => operationBlock(operation, paint)),
    calls.length === 0
      ? []
      : [
          paint.bold(calls.length > 1 ? 'Calls that fit, the likeliest first' : 'The call that fits'),
          ...calls.slice(0, SHOWN).flatMap((fitting) => callBlock(fitting, options, paint)),
          ...(rest > 0 ? [`  and ${count(rest, 'more call')}`] : []),
        ],
    unresolved.length === 0
      ? []
      : [
          paint.bold('Not resolved, and may be it'),
          ...unresolved.slice(0, SHOWN).map((call) => `  ${visible(`${call.file}:${call.line}:${call.column}  ${call.seen}`)}`),
        ],
    logins.length === 0
      ? []
      : [
          paint.bold('Where the code logs in'),
          ...logins.slice(0, SHOWN).map((login) => `  ${visible(`${login.file}:${login.line}:${login.column}  ${login.name}`)}  ${paint.dim(login.grant)}`),
        ],
    standing.length === 0 ? [] : [paint.bold('What the manifest says'), ...standing.flatMap((one) => standingBlock(one, paint))],
    [...notes.map((note) => `${paint.note('note')}: ${visible(note)}`), `${paint.good('fix')}: ${visible(fix)}`],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

const row = (name: string, text: string): string[] => [`  ${name.padEnd(12)} ${visible(text)}`];

const TITLES: Record<Refusal['kind'], string> = {
  permission: 'A permission is missing',
  division: 'A permission is missing in a division',
  scope: 'A scope is missing',
  policy: 'An access policy denies it',
  service: 'A rule of the service refuses it',
  licence: 'A feature is not available',
  address: 'The IP address is not allowed',
  token: 'The token does not count',
  secret: 'The login was refused',
  'grant-type': 'The grant type does not fit the client',
  'rate-limit': 'Too many requests',
  forbidden: 'Refused, without saying why',
};

function refusalBlock(
  { kind, fact, unknownCode, status, request, permissions, scopes, divisions, policies, correlationId, retryAfter }: Refusal,
  paint: Paint,
): string[] {
  const any = fact?.code.includes('.any.') === true && permissions.length > 1 ? 'any one of ' : '';
  return [
    `${paint.error(TITLES[kind])}  ${paint.dim([fact?.code ?? unknownCode, status].filter((part) => part !== undefined).join(', '))}`,
    ...(fact === undefined ? [] : row('means', `${fact.means} [${fact.source}]`)),
    ...(request === undefined ? [] : row('request', [request.method, request.path].filter((part) => part !== undefined).join(' '))),
    ...(permissions.length === 0 ? [] : row('permissions', `${any}${permissions.join(', ')}`)),
    ...(scopes.length === 0 ? [] : row('scopes', `${scopes.length > 1 ? 'any one of ' : ''}${scopes.join(', ')}`)),
    ...(divisions.length === 0 ? [] : row('divisions', divisions.join(', '))),
    ...(policies.length === 0 ? [] : row('policies', policies.join(', '))),
    ...(retryAfter === undefined ? [] : row('retry after', count(retryAfter, 'second'))),
    ...(correlationId === undefined ? [] : row('correlation', correlationId)),
  ];
}

function operationBlock(operation: Operation, paint: Paint): string[] {
  return [
    paint.bold(operation.id),
    ...row('permissions', `${permissionLogic(operation)} [${operation.permissionSource}]`),
    ...row('scopes', `${scopeLogic(operation)} [${operation.scopeSource}]`),
  ];
}

function callBlock({ call, reasons, clients }: FittingCall, options: ExplainOptions, paint: Paint): string[] {
  const source = options.sourceLine(call.file, call.line);
  const who = clients.length === 0 ? '' : `  ${paint.dim(visible(clients.map(({ application, client }) => `${application}, client ${client}`).join('; ')))}`;
  const frame =
    source === undefined
      ? []
      : codeFrame({ ...call, source, note: `${call.method} ${call.path}` }, String(call.line).length, options.width, paint).map((line) => `  ${line}`);
  return [
    `  ${paint.frame('-->')} ${visible(`${call.file}:${call.line}:${call.column}`)}  ${paint.dim(`${call.confidence}: ${reasons.join('; ')}`)}${who}`,
    ...frame,
  ];
}

const STATES: Record<Standing['state'], string> = {
  missing: 'the manifest does not grant',
  declared: 'the manifest grants',
  unsaid: 'the manifest does not say whether a role holds',
};

function standingBlock({ application, client, environment, state, names, kind, policy, fix }: Standing, paint: Paint): string[] {
  const who = `${application}, client ${client}${environment === undefined ? '' : ` in ${environment}`}`;
  const what = `${names.length > 1 ? `any one of the ${kind}s` : kind} ${names.join(', ')}`;
  return [
    `  ${visible(who)}: ${paint.bold(STATES[state])} ${visible(what)}`,
    `    ${paint.good('fix')}: ${visible(fix)}`,
    ...(policy === undefined ? [] : [`    as a role policy: ${visible(JSON.stringify(policy))}`]),
  ];
}

/** What `doctor --format json` prints. */
export function diagnosisJson({ stamp, refusal, calls, unresolved, logins, standing, notes, fix }: Diagnosis): string {
  const { kind, fact, unknownCode, status, request, operations, permissions, scopes, divisions, policies, correlationId, retryAfter } = refusal;
  const out = {
    ...stampJson(stamp),
    refusal: {
      kind,
      code: fact?.code ?? unknownCode ?? null,
      status: status ?? null,
      means: fact?.means ?? null,
      source: fact?.source ?? null,
      request: request === undefined ? null : { method: request.method ?? null, path: request.path },
      permissions,
      scopes,
      divisions,
      policies,
      correlationId: correlationId ?? null,
      retryAfter: retryAfter ?? null,
    },
    operations,
    calls: calls.map(({ call, reasons, clients }) => ({ ...callJson(call), reasons, clients })),
    unresolved: unresolved.map(unresolvedJson),
    logins: logins.map(({ file, line, column, name, grant }) => ({ file, line, column, name, grant })),
    standing: standing.map(({ environment, place: { file, line, column }, policy, ...one }) => ({
      ...one,
      policy: policy ?? null,
      environment: environment ?? null,
      place: { file, line, column },
    })),
    notes,
    fix,
  };
  return `${JSON.stringify(out, null, 2)}\n`;
}
