import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccessToken } from '../../src/auth/access-token.js';
import { ExchangeError, ManagerClosed } from '../../src/auth/errors.js';
import type { Fetch } from '../../src/auth/exchange.js';
import { createTokenManager, type TokenManager } from '../../src/auth/token-manager.js';
import { fakeTime, type FakeTime } from './server/fake-time.js';

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Answer = { kind: 'token'; life: number } | { kind: 'trouble' | 'refused' | 'hang' } | { kind: 'limited'; seconds: number | undefined };

interface Moment {
  mono: number;
  wall: number;
}

/** What is known, from outside, of a token that the endpoint gave. */
interface Given {
  value: string;
  life: number;
  sent: Moment;
  /** It may not be served: refused by the API, or at its end before it came. */
  useless: boolean;
}

/**
 * The rules, written a second time and as simply as possible: what may be sent when, and what may be served. It looks at the manager from
 * outside alone: at what reaches the endpoint, what callers get, and the two clocks.
 */
class Model {
  readonly given: Given[] = [];
  readonly faults: string[] = [];
  inFlight = 0;
  sends = 0;
  closedUntil = 0;
  forced = 0;
  lastSuccess: Moment | undefined;
  /** Someone asked for an exchange that age alone does not ask for. */
  wanted = true;

  constructor(private readonly time: FakeTime) {}

  now(): Moment {
    return { mono: this.time.clock.mono(), wall: this.time.clock.wall() };
  }

  age({ sent }: Given): number {
    return Math.max(this.time.clock.mono() - sent.mono, this.time.clock.wall() - sent.wall);
  }

  current(): Given | undefined {
    return this.given.at(-1);
  }

  floor = ({ life }: Given): number => life - Math.min(30_000, life / 20);
  buffer = ({ life }: Given): number => life - Math.min(300_000, life / 2);
  earliest = (token: Given): number => this.buffer(token) - Math.min(30_000, token.life / 20);

  /** A token that could be served right now. */
  isLive(): boolean {
    const token = this.current();
    return token !== undefined && !token.useless && this.age(token) < this.floor(token);
  }

  isFresh(): boolean {
    const token = this.current();
    return token !== undefined && !token.useless && this.age(token) < this.earliest(token);
  }

  sent(): void {
    this.sends += 1;
    this.inFlight += 1;
    const { mono } = this.now();
    if (this.inFlight > 1) this.faults.push(`two exchanges at once at ${mono}`);
    if (mono < this.closedUntil) this.faults.push(`an exchange at ${mono}, ${this.closedUntil - mono} ms before its time`);
    const token = this.current();
    if (token !== undefined && !token.useless && !this.wanted && this.age(token) < this.earliest(token)) this.faults.push(`an exchange at ${mono} that nobody needs`);
  }

  served(token: AccessToken): void {
    const { mono } = this.now();
    const known = this.given.find(({ value }) => value === token.reveal());
    if (known === undefined) this.faults.push(`a token at ${mono} that was never given`);
    else if (known.useless) this.faults.push(`a refused token is served at ${mono}`);
    else if (this.age(known) >= this.floor(known)) this.faults.push(`a token is served at ${mono}, ${this.age(known) - this.floor(known)} ms after its floor`);
  }
}

/** A token endpoint in memory whose answers are drawn by chance and come after a while. */
function endpoint(time: FakeTime, model: Model, draw: () => { answer: Answer; after: number }): Fetch {
  return (_, init = {}) =>
    new Promise((resolve, reject) => {
      model.sent();
      const sent = model.now();
      const { answer, after } = draw();
      let isOver = false;
      const over = (what: () => void): void => {
        if (isOver) return;
        isOver = true;
        model.inFlight -= 1;
        what();
      };
      init.signal?.addEventListener('abort', () => {
        over(() => {
          reject(new DOMException('aborted', 'AbortError'));
        });
      });
      if (answer.kind === 'hang') return;
      time.timers.set(() => {
        over(() => {
          resolve(response(answer, model, sent));
        });
      }, after);
    });
}

function response(answer: Exclude<Answer, { kind: 'hang' }>, model: Model, sent: Moment): Response {
  const { mono } = model.now();
  if (answer.kind === 'token') {
    const value = `t${model.given.length}`;
    const token = { value, life: answer.life, sent, useless: false };
    token.useless = model.age(token) >= model.floor(token);
    model.given.push(token);
    model.wanted = token.useless;
    return made(200, { access_token: value, token_type: 'bearer', expires_in: answer.life / 1000 });
  }
  if (answer.kind === 'limited') {
    model.closedUntil = Math.max(model.closedUntil, mono + (answer.seconds ?? 5) * 1000);
    return made(429, {}, answer.seconds === undefined ? {} : { 'retry-after': String(answer.seconds) });
  }
  if (answer.kind === 'refused') {
    model.closedUntil = Math.max(model.closedUntil, mono + 5_000);
    return made(400, { error: 'invalid_client' });
  }
  return made(503, {});
}

/** As much of a response as is looked at; a whole one takes far longer to make. */
const made = (status: number, body: object, headers: Record<string, string> = {}): Response =>
  ({ status, headers: new Headers(headers), body: [Buffer.from(JSON.stringify(body))] }) as unknown as Response;

/** Of a second only now and then: they take most of the time. */
const LIVES = [10_000, 60_000, 300_000, 599_000, 600_000, 3_600_000, 7_200_000];

/** Runs a schedule of calls, steps of time, trouble and refusals that the seed decides. Gives what broke the rules, and what was done. */
async function run(seed: number): Promise<{ faults: string[]; log: string[]; sends: number }> {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const time = fakeTime();
  const model = new Model(time);
  const log: string[] = [];
  const life = random() < 0.02 ? 1_000 : pick(LIVES);
  let health = 1;
  let latencies = [0, 20, 300, 3_000];

  const draw = (): { answer: Answer; after: number } => {
    const after = pick(latencies);
    if (random() < health) return { answer: { kind: 'token', life }, after };
    const kind = pick(['trouble', 'trouble', 'limited', 'refused', 'hang'] as const);
    return { answer: kind === 'limited' ? { kind, seconds: pick([undefined, 0, 7, 100]) } : { kind }, after };
  };

  const manager = createTokenManager({
    loginUrl: 'http://127.0.0.1:1',
    apiUrl: 'http://127.0.0.1:1',
    clientId: 'client',
    secret: () => 'secret',
    clock: time.clock,
    timers: time.timers,
    random: seeded(seed + 1),
    fetch: endpoint(time, model, draw),
  });

  let open = 0;
  const ask = (asking: () => Promise<AccessToken>, mayFail: boolean): void => {
    open += 1;
    const wasFresh = model.isFresh();
    const sends = model.sends;
    asking().then(
      (token) => {
        open -= 1;
        model.served(token);
      },
      (error: unknown) => {
        open -= 1;
        const isOurs = error instanceof ExchangeError || error instanceof ManagerClosed || error === GIVEN_UP;
        if (!isOurs) model.faults.push(`${String(error)} is none of the module's errors`);
        if (!mayFail && model.isLive() && !(error instanceof ManagerClosed)) model.faults.push(`a caller fails at ${time.now()} though a token lives: ${String(error)}`);
      },
    );
    if (wasFresh && model.sends > sends && !model.wanted) model.faults.push('a fresh token is renewed');
  };

  for (let step = 0; step < 25; step += 1) {
    // Whoever has been served has it in hand before anything else happens.
    await time.advance(0);
    const dice = random();
    if (dice < 0.35) {
      const span = pick([0, 1, 50, 2_100, 6_000, 61_000, life / 20, life / 3, life]);
      log.push(`advance ${span}`);
      await time.advance(span);
    } else if (dice < 0.7) {
      const callers = pick([1, 1, 3]);
      log.push(`${callers} callers at ${time.now()}`);
      for (let caller = 0; caller < callers; caller += 1) ask(() => manager.token(), false);
    } else if (dice < 0.75) {
      log.push('a caller that gives up');
      const controller = new AbortController();
      const minTtl = pick([0, life / 2]);
      if (minTtl > 0) model.wanted = true;
      ask(() => manager.token({ signal: controller.signal, minTtl }), true);
      if (random() < 0.7) controller.abort(GIVEN_UP);
    } else if (dice < 0.8) {
      log.push('forced');
      model.wanted = true;
      ask(() => manager.renew({ force: true, timeout: pick([100, 180_000]) }), true);
    } else if (dice < 0.86) {
      refuse(manager, model, log, pick([true, true, false]));
    } else if (dice < 0.9) {
      const span = pick([-3_600_000, -1_000, 1_000, life / 3, 3_600_000]);
      log.push(`wall ${span}`);
      // A renewal that runs is not given up when the clock is set back.
      if (!model.isFresh()) model.wanted = true;
      time.stepWall(span);
    } else if (dice < 0.93) {
      log.push('sleep');
      time.suspend(pick([10_000, life / 2, life * 2]));
    } else {
      health = pick([0, 0.5, 1, 1]);
      log.push(`health ${health}`);
    }
  }
  health = 1;
  latencies = [0];
  await time.advance(200_000);
  const last = await Promise.race([manager.token(), time.advance(200_000).then(() => undefined)]).catch((error: unknown) => error);
  if (last === undefined || last instanceof Error) model.faults.push(`no token although the endpoint is well: ${String(last)}`);
  await manager.close();
  await time.advance(0);
  if (open > 0) model.faults.push(`${open} callers are left without an answer`);
  if (model.inFlight > 0) model.faults.push('an exchange outlives the manager');
  return { faults: model.faults, log, sends: model.sends };
}

const GIVEN_UP = new Error('given up');

function refuse(manager: TokenManager, model: Model, log: string[], current: boolean): void {
  const token = manager.peek();
  const outcome = manager.invalidate(current ? (token?.digest() ?? '') : 'f'.repeat(64));
  log.push(`refused: ${outcome}`);
  const known = model.given.find(({ value }) => value === token?.reveal());
  if (outcome !== 'renewing' || known === undefined) return;
  known.useless = true;
  model.wanted = true;
}

describe('10,000 schedules that chance decides', () => {
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => {
    rejections.push(reason);
  };
  beforeAll(() => process.on('unhandledRejection', note));
  afterAll(() => process.off('unhandledRejection', note));

  it.each(Array.from({ length: 20 }, (_, part) => part))('keep the rules, part %i', async (part) => {
    let sends = 0;
    for (let seed = part * 500; seed < (part + 1) * 500; seed += 1) {
      const { faults, log, sends: own } = await run(seed);
      sends += own;
      expect(faults, `seed ${seed}: ${log.join('; ')}`).toEqual([]);
    }
    expect(sends).toBeGreaterThan(500);
    expect(rejections).toEqual([]);
  });
});
