import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { connect } from 'node:tls';

/** What a step towards a host gave: a few words, or what it failed with. */
export interface PreflightStep {
  step: 'dns' | 'tls' | 'http';
  ok: boolean;
  /** e.g. `2 addresses`, `TLSv1.3, certificate until 2027-01-31`, `404`, or a code such as `ENOTFOUND`. */
  said: string;
  hint?: string;
}

export interface Preflight {
  host: string;
  /** Up to the first that failed. */
  steps: readonly PreflightStep[];
}

const TIMEOUT = 10_000;

/** Whether a host can be reached: its name, its certificate, an answer. Nothing but a bare GET of `/` is sent. */
export async function preflight(url: URL): Promise<Preflight> {
  const steps: PreflightStep[] = [];
  const names = url.protocol === 'https:' ? (['dns', 'tls', 'http'] as const) : (['dns', 'http'] as const);
  for (const step of names) {
    const found = await attempt(step, url);
    steps.push(found);
    if (!found.ok) break;
  }
  return { host: url.host, steps };
}

async function attempt(step: PreflightStep['step'], url: URL): Promise<PreflightStep> {
  try {
    return { step, ok: true, said: await (step === 'dns' ? resolveName(url) : step === 'tls' ? shakeHands(url) : getRoot(url)) };
  } catch (error) {
    const code = codeOf(error);
    return { step, ok: false, said: code, hint: HINTS.find(([codes]) => codes.test(code))?.[1] ?? 'look at the proxy and the firewall on the way' };
  }
}

const HINTS: readonly (readonly [RegExp, string])[] = [
  [/^(ENOTFOUND|EAI_)/, 'the name is not known here: look at the region, and at the DNS of this network'],
  [/^(ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|TIMEOUT|ECONNRESET)/, 'nothing answers there: a firewall, or a proxy that has to be named'],
  [/CERT|SIGNED|ISSUER|ALTNAME/, 'the certificate is not trusted: a proxy that opens TLS needs its own in NODE_EXTRA_CA_CERTS'],
];

async function resolveName({ hostname }: URL): Promise<string> {
  const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true });
  return found.length === 1 ? '1 address' : `${found.length} addresses`;
}

function shakeHands({ hostname, port }: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(
      { host: hostname, port: port === '' ? 443 : Number(port), ...(isIP(hostname) === 0 && { servername: hostname }), timeout: TIMEOUT },
      () => {
        const until = new Date(socket.getPeerCertificate().valid_to);
        resolve(`${socket.getProtocol() ?? 'TLS'}, certificate until ${Number.isNaN(until.getTime()) ? '?' : until.toISOString().slice(0, 10)}`);
        socket.destroy();
      },
    );
    socket.once('error', reject);
    socket.once('timeout', () => socket.destroy(Object.assign(new Error('timeout'), { code: 'TIMEOUT' })));
  });
}

async function getRoot(url: URL): Promise<string> {
  const response = await fetch(new URL('/', url), { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) });
  await response.body?.cancel();
  return String(response.status);
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return 'no answer';
  if (cause.name === 'TimeoutError') return 'TIMEOUT';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}
