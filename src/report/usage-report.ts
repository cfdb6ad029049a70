import type { CalledOperation, GrantUse, UsageReport, UsedGrant } from '../model/index.js';
import { callJson, stampJson, unresolvedJson } from './audit-report.js';
import { createPaint, type Paint } from './colour.js';
import { count, visible } from './plain-text.js';

/** Places shown beside one operation. */
const SHOWN = 3;

/** What production called, what the code calls, what is granted: first what does not go together. */
export function usageText({ application, client, environment, usage, called, neverCalled, grants }: UsageReport, { colour }: { colour: boolean }): string {
  const paint = createPaint(colour);
  const days = (Date.parse(usage.to) - Date.parse(usage.from)) / 86_400_000;
  const requests = called.reduce((sum, one) => sum + one.requests, 0);
  const stray = called.filter(({ calls }) => calls.length === 0);
  const coded = called.filter(({ calls }) => calls.length > 0);
  const blocks = [
    [
      paint.bold(visible(`${application}, client ${client}${environment === undefined ? '' : ` in ${environment}`}`)),
      paint.dim(
        visible(
          `OAuth client ${usage.clientId} · ${count(days, 'day')} from ${usage.from} · ${count(requests, 'request')} to ${count(called.length, 'operation')}`,
        ),
      ),
    ],
    block(
      'Called in production, nowhere in this code',
      stray.flatMap((one) => operationLines(one, paint)),
      paint,
    ),
    block(
      `In the code, never called in ${count(days, 'day')}`,
      neverCalled.map(({ method, path, calls }) => `  ${visible(`${method} ${path}`)}  ${paint.dim(visible(placesText(calls)))}`),
      paint,
    ),
    block(
      'Called as coded',
      coded.flatMap((one) => operationLines(one, paint)),
      paint,
    ),
    ...(['unused', 'never-called', 'not-coded', 'used'] as const).map((use) =>
      block(
        GRANTED[use],
        grants.filter((grant) => grant.use === use).map((grant) => grantLine(grant, paint)),
        paint,
      ),
    ),
    ['Nothing follows by itself: a call may be due once a year, and usage tells only of the public API.'],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

const GRANTED: Record<GrantUse, string> = {
  unused: 'Granted, and used by neither',
  'never-called': 'Granted and coded, never called',
  'not-coded': 'Granted and called, not by this code',
  used: 'Granted, coded and called',
};

function block(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines];
}

function operationLines({ method, path, known, requests, succeeded, last, rare, calls, perhaps }: CalledOperation, paint: Paint): string[] {
  const facts = [
    count(requests, 'request'),
    ...(succeeded === 0 ? ['none succeeded'] : []),
    ...(rare ? [`rare${last === undefined ? '' : `, last in the week of ${last}`}`] : []),
    ...(known ? [] : ['not in the catalog']),
    ...(calls.length === 0 ? [] : [placesText(calls)]),
    ...(perhaps.length === 0 ? [] : [`perhaps the unresolved call at ${placesText(perhaps)}`]),
  ];
  return [`  ${visible(`${method} ${path}`)}  ${paint.dim(visible(facts.join(' · ')))}`];
}

function grantLine({ name, kind, place, requests, open, use }: UsedGrant, paint: Paint): string {
  const facts = [
    kind,
    `${place.file}:${place.line}`,
    ...(requests > 0 ? [count(requests, 'request')] : []),
    ...(open && use === 'unused' ? ['an unresolved call may need it'] : []),
  ];
  return `  ${visible(name)}  ${paint.dim(visible(facts.join(' · ')))}`;
}

function placesText(places: readonly { file: string; line: number }[]): string {
  const rest = places.length - SHOWN;
  return `${places
    .slice(0, SHOWN)
    .map(({ file, line }) => `${file}:${line}`)
    .join(', ')}${rest > 0 ? ` and ${count(rest, 'more place')}` : ''}`;
}

/** What `usage --format json` prints. */
export function usageJson({ stamp, application, client, environment, usage, called, neverCalled, grants }: UsageReport): string {
  const out = {
    ...stampJson(stamp),
    application,
    client,
    environment: environment ?? null,
    clientId: usage.clientId,
    from: usage.from,
    to: usage.to,
    called: called.map(({ method, path, known, requests, succeeded, last, rare, calls, perhaps }) => ({
      method,
      path,
      known,
      requests,
      succeeded,
      last: last ?? null,
      rare,
      calls: calls.map(callJson),
      perhaps: perhaps.map(unresolvedJson),
    })),
    neverCalled: neverCalled.map(({ method, path, calls }) => ({ method, path, calls: calls.map(callJson) })),
    grants: grants.map(({ name, kind, place: { file, line, column }, use, requests, open }) => ({ name, kind, file, line, column, use, requests, open })),
  };
  return `${JSON.stringify(out, null, 2)}\n`;
}
