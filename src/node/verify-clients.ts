import { setTimeout } from 'node:timers/promises';
import { declaredNotGranted } from '../../rules/checks/declared-not-granted.js';
import { notGranted } from '../../rules/checks/not-granted.js';
import { targetsOf, type ClientChoice, type Target } from '../choose-client.js';
import { readAuthority } from '../live/read-authority.js';
import { ToolError, type Authority, type Problem, type RunResult } from '../model/index.js';
import type { Gathered, RunPorts, RunRequest } from '../run.js';
import { mergeVerified, verify } from '../verify.js';
import { canLogIn, openAccess, type AccessOptions, type Keys } from './live-access.js';

export interface VerifyChoice extends ClientChoice, AccessOptions {
  /** Names; left out: the only one. */
  environments?: readonly string[];
  /** Seconds for which it is asked again while something is not granted. */
  wait?: number;
}

export interface Verified {
  target: Target;
  authority: Authority;
  result: RunResult;
}

/** Asks the organisation about the client that is chosen, or about each that can log in by itself, and compares. */
export async function verifyClients(
  choice: VerifyChoice,
  keys: Keys,
  request: RunRequest,
  gathered: Gathered,
  ports: RunPorts,
): Promise<{ result: RunResult; clients: readonly Verified[] }> {
  const { chosen, left } = chooseTargets(targetsOf(gathered, choice), keys);
  const clients: Verified[] = [];
  for (const target of chosen) clients.push(await verifyClient(target, choice, keys, request, gathered, ports));
  const [first, ...others] = clients;
  if (first === undefined) throw new ToolError('which-client', 'the manifest has no client');
  const merged = mergeVerified([first.result, ...others.map(({ result }) => result)]);
  return { result: { ...merged, problems: [...merged.problems, ...left.map(notVerified)] }, clients };
}

/** With a token there is one client; else all that can log in, where several are meant. */
function chooseTargets(targets: readonly Target[], { token }: Keys): { chosen: readonly Target[]; left: readonly Target[] } {
  if (targets.length < 2) return { chosen: targets, left: [] };
  const names = [...new Set(targets.map((target) => target.client.name.text))].join(', ');
  if (token !== undefined)
    throw new ToolError('which-client', `there is more than one client, or environment: ${names}`, { hint: 'the token is that of one: choose it with --client and --environment' });
  const chosen = targets.filter(canLogIn);
  if (chosen.length === 0)
    throw new ToolError('which-client', `none of the clients can log in by itself: ${names}`, {
      hint: 'give the environment a `clientId` and a `secret` reference for each, or choose one with --client and give its token',
    });
  return { chosen, left: targets.filter((target) => !chosen.includes(target)) };
}

function notVerified({ client, environment }: Target): Problem {
  const where = environment === undefined ? '' : ` in \`${environment.name.text}\``;
  return {
    level: 'warning',
    code: 'not-verified',
    message: `client \`${client.name.text}\` was not verified: it has no secret${where}, or signs users in`,
    place: client.place,
    hint: 'choose it with --client and give a token of it',
  };
}

async function verifyClient(target: Target, choice: VerifyChoice, keys: Keys, request: RunRequest, gathered: Gathered, ports: RunPorts): Promise<Verified> {
  const { api, close } = await openAccess(target, choice, keys, gathered.catalog);
  try {
    return await askUntil(choice.wait ?? 0, async (before) => {
      ports.progress(before === undefined ? 'asking the platform' : 'waiting for role edits to act');
      const now = await readAuthority(api, { assignable: before === undefined });
      const authority = { ...now, ...(before?.authority.assignable && { assignable: before.authority.assignable }) };
      return { target, authority, result: await verify(request, gathered, { ...target, authority }, ports) };
    });
  } finally {
    await close();
  }
}

/** Asks again, every ten seconds or oftener, while something is not granted that role edits may still bring. */
async function askUntil(seconds: number, ask: (before: Verified | undefined) => Promise<Verified>): Promise<Verified> {
  const pause = Math.min(10_000, seconds * 250);
  let found = await ask(undefined);
  for (let left = seconds * 1000; left > 0 && found.result.findings.some(({ rule }) => MAY_COME.includes(rule)); left -= pause) {
    await setTimeout(pause);
    found = await ask(found);
  }
  return found;
}

const MAY_COME = [notGranted.id, declaredNotGranted.id];
