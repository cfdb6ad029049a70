import type { Clock } from './clock.js';

/** A time before which nothing is to be sent. It only ever moves later. */
export interface NotBefore {
  /** Nothing for so many milliseconds from now. */
  close: (milliseconds: number) => void;
  /** Milliseconds that are left; 0 when it is open. */
  left: () => number;
}

export function createNotBefore(clock: Clock): NotBefore {
  let openAt = -Infinity;
  // The monotonic clock decides alone: a wall clock that is set forward must not open the gate early.
  const left = (): number => Math.max(0, openAt - clock.mono());
  return {
    close: (milliseconds) => {
      openAt = Math.max(openAt, clock.mono() + milliseconds);
    },
    left,
  };
}

/** Waits that double, from `first` to `most`: with full jitter above `first`, so that no wait is shorter. Starts anew after `reset`. */
export function createBackoff(first: number, most: number, random: () => number): { next: () => number; reset: () => void } {
  let step = first;
  return {
    next: () => {
      const wait = first + random() * (step - first);
      step = Math.min(most, step * 2);
      return wait;
    },
    reset: () => {
      step = first;
    },
  };
}
