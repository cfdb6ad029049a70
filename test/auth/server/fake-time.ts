import type { Clock, Timers } from '../../../src/auth/clock.js';

/** Time that only a test moves. */
export interface FakeTime {
  clock: Clock;
  timers: Timers;
  /** Moves both clocks on, firing what is due, and lets what it began come to rest. */
  advance: (milliseconds: number) => Promise<void>;
  /** Moves the wall clock alone. */
  stepWall: (milliseconds: number) => void;
  /** Moves the wall clock while the other stands still and no timer fires, as a machine that sleeps. */
  suspend: (milliseconds: number) => void;
  now: () => number;
  pending: () => number;
}

export function fakeTime(start = 1_000_000): FakeTime {
  let mono = 0;
  let wall = start;
  let next = 0;
  const timers = new Map<number, { at: number; callback: () => void }>();
  return {
    clock: { mono: () => mono, wall: () => wall },
    timers: {
      set: (callback, milliseconds) => {
        if (milliseconds > 2 ** 31 - 1) throw new RangeError(`a timer of ${milliseconds} ms overflows`);
        next += 1;
        // As Node does, which makes anything shorter a millisecond.
        timers.set(next, { at: mono + Math.max(1, milliseconds), callback });
        return next;
      },
      clear: (timer) => timers.delete(timer as number),
    },
    advance: async (milliseconds) => {
      const until = mono + milliseconds;
      for (;;) {
        await settle();
        const due = [...timers].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at)[0];
        if (due === undefined) break;
        const [id, { at, callback }] = due;
        timers.delete(id);
        wall += at - mono;
        mono = Math.max(mono, at);
        callback();
      }
      wall += until - mono;
      mono = until;
      await settle();
    },
    stepWall: (milliseconds) => {
      wall += milliseconds;
    },
    suspend: (milliseconds) => {
      wall += milliseconds;
    },
    now: () => mono,
    pending: () => timers.size,
  };
}

/** Lets promises that are ready run, and those that they make ready. */
const settle = (): Promise<void> => new Promise(setImmediate);
