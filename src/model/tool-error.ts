import type { Place } from './place.js';

/** Exit codes of the command line, and what each means. */
export const EXIT = { clean: 0, findings: 1, usage: 2, incomplete: 3 } as const;

/**
 * An error the user can act on: bad usage, a broken configuration or manifest, nothing to audit.
 * Rendered only by the faces (cli, action). `hint` says what would be accepted or done next.
 */
export class ToolError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly place: Place | undefined;
  /** 2: usage or configuration; 3: nothing to audit or not completed. */
  readonly exit: 2 | 3;

  constructor(code: string, message: string, options: { hint?: string; place?: Place; exit?: 2 | 3; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ToolError';
    this.code = code;
    this.hint = options.hint;
    this.place = options.place;
    this.exit = options.exit ?? 2;
  }
}

/** A problem with one input file that does not stop the run: printed, counted, and told by the exit code. */
export interface Problem {
  /** `error` makes the run incomplete (exit 3, or 2 for configuration and manifests); `warning` is only said. */
  level: 'error' | 'warning';
  code: string;
  message: string;
  place: Place;
  hint?: string;
}
