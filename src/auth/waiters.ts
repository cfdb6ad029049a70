import { ManagerClosed } from './errors.js';

/** Callers that wait for a renewal. Each leaves for reasons of its own; none of them ends the renewal. */
export interface Waiters {
  /** Settles as `renewal` does, unless the caller's signal, its deadline or the end of the manager is sooner. */
  wait: (renewal: Promise<void>, caller: Caller) => Promise<void>;
  /** Rejects those whose deadline (milliseconds of the monotonic clock) lies before `time`. */
  rejectDueBefore: (time: number, error: () => Error) => void;
  close: () => void;
  count: () => number;
}

export interface Caller {
  signal?: AbortSignal | undefined;
  /** Milliseconds of the monotonic clock. */
  deadline: number;
}

export function createWaiters(): Waiters {
  const waiting = new Set<{ deadline: number; reject: (error: Error) => void }>();
  return {
    wait: (renewal, { signal, deadline }) =>
      new Promise((resolve, reject) => {
        const leave = (): void => {
          waiting.delete(waiter);
          signal?.removeEventListener('abort', abort);
        };
        const fail = (error: Error): void => {
          leave();
          reject(error);
        };
        const abort = (): void => {
          fail(signal?.reason as Error);
        };
        const waiter = { deadline, reject: fail };
        if (signal?.aborted === true) {
          abort();
          return;
        }
        waiting.add(waiter);
        signal?.addEventListener('abort', abort, { once: true });
        renewal.then(() => {
          leave();
          resolve();
        }, (error: unknown) => {
          fail(error as Error);
        });
      }),
    rejectDueBefore: (time, error) => {
      for (const waiter of [...waiting]) if (waiter.deadline < time) waiter.reject(error());
    },
    close: () => {
      for (const waiter of [...waiting]) waiter.reject(new ManagerClosed());
    },
    count: () => waiting.size,
  };
}
