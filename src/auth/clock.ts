/** Two clocks in milliseconds: one that only goes forward, and that of the wall. Either may stop or step; see {@link elapsedSince}. */
export interface Clock {
  mono: () => number;
  wall: () => number;
}

export interface Timers {
  /** Calls back once. `holds`: a caller waits for it, so that it holds the process open; no other timer of the module does. */
  set: (callback: () => void, milliseconds: number, holds?: boolean) => unknown;
  clear: (timer: unknown) => void;
}

export const systemClock: Clock = { mono: () => performance.now(), wall: () => Date.now() };

export const systemTimers: Timers = {
  set: (callback, milliseconds, holds = false) => {
    const timer = setTimeout(callback, milliseconds);
    return holds ? timer : timer.unref();
  },
  clear: (timer) => {
    clearTimeout(timer as NodeJS.Timeout);
  },
};

/** A moment on both clocks. */
export interface Moment {
  mono: number;
  wall: number;
}

export const momentOf = ({ mono, wall }: Clock): Moment => ({ mono: mono(), wall: wall() });

/**
 * Milliseconds since a moment: the longer of what the two clocks say. A machine that slept is seen by the wall clock, a wall clock
 * that was set back by the other; one that was set forward costs an exchange and no more.
 */
export function elapsedSince({ mono, wall }: Moment, clock: Clock): number {
  return Math.max(clock.mono() - mono, clock.wall() - wall);
}

/** Longest single timer: a sleep or a step of the clock is noticed within it, and `setTimeout` overflows beyond 2^31 - 1. */
const SLICE = 60_000;

export interface Wait {
  /** Resolves `true` when the time is over, `false` when it was given up. */
  done: Promise<boolean>;
  giveUp: () => void;
}

/** Waits by both clocks, in slices. */
export function waitFor(milliseconds: number, clock: Clock, timers: Timers): Wait {
  const begun = momentOf(clock);
  let timer: unknown;
  let finish: (over: boolean) => void = () => undefined;
  const done = new Promise<boolean>((resolve) => {
    finish = resolve;
  });
  const next = (): void => {
    const left = milliseconds - elapsedSince(begun, clock);
    if (left <= 0) finish(true);
    else timer = timers.set(next, Math.min(left, SLICE));
  };
  next();
  return {
    done,
    giveUp: () => {
      timers.clear(timer);
      finish(false);
    },
  };
}

/** Waits on behalf of a caller, by the monotonic clock alone, and holds the process open. */
export function waitForCaller(milliseconds: number, { mono }: Clock, timers: Timers): Wait {
  return waitFor(milliseconds, { mono, wall: mono }, { set: (callback, slice) => timers.set(callback, slice, true), clear: timers.clear });
}

/** Does something that has to be done in time: its signal is aborted, and the result a TimeoutError, when it is not. `signal` ends it before. */
export async function withinTime<Result>(milliseconds: number, { clock, timers, signal }: { clock: Clock; timers: Timers; signal: AbortSignal }, act: (within: AbortSignal) => Promise<Result>): Promise<Result> {
  signal.throwIfAborted();
  const controller = new AbortController();
  const wait = waitFor(milliseconds, clock, timers);
  const stop = (): void => {
    controller.abort(signal.reason);
  };
  signal.addEventListener('abort', stop, { once: true });
  void wait.done.then((over) => {
    if (over) controller.abort(new DOMException(`not done within ${milliseconds} ms`, 'TimeoutError'));
  });
  const cut = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => {
      reject(controller.signal.reason as Error);
    });
  });
  try {
    return await Promise.race([act(controller.signal), cut]);
  } finally {
    wait.giveUp();
    signal.removeEventListener('abort', stop);
  }
}
