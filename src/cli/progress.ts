import type { CliIo } from './io.js';

export interface Progress {
  step: (text: string) => void;
  /** Takes the last line away again. */
  done: () => void;
}

/** Shorter work is over before anybody would read about it. */
const QUIET_MS = 1000;
const CLEAR_LINE = '\r\u001b[2K';

/** One line on stderr that says what is being done: only on a terminal, and only when the work takes long. */
export function startProgress(io: CliIo, quiet: boolean): Progress {
  const start = io.now().getTime();
  let shown = false;
  const on = io.isTTY.stderr && !quiet;
  return {
    step(text) {
      if (!on || io.now().getTime() - start < QUIET_MS) return;
      io.stderr.write(`${CLEAR_LINE}${text} …`);
      shown = true;
    },
    done() {
      if (shown) io.stderr.write(CLEAR_LINE);
      shown = false;
    },
  };
}
