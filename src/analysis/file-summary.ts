import type { FunctionRef, Guard, Item, Place, Program, Term } from '../model/index.js';

/** A call as it stands in a function, over the function's own parameters. */
export interface LocalCall {
  fn: FunctionRef;
  callee: Term;
  args: readonly Item[];
  construct: boolean;
  at: Place;
  /** The choices made on the way to it. */
  when: readonly Guard[];
}

/** What one file does, function by function, before any other file is looked at. */
export interface FileSummary {
  functions: readonly FunctionSummary[];
  /** Values ever assigned to each variable, by index. */
  cells: ReadonlyMap<number, readonly Assigned[]>;
  /** Items pushed to an array variable. */
  pushes: ReadonlyMap<number, readonly Assigned[]>;
  /** Writes to members of anything but a local object: prototypes, classes, globals, what other variables hold. */
  writes: readonly MemberWrite[];
  exports: ReadonlyMap<string, readonly Assigned[]>;
  globals: ReadonlyMap<string, readonly Assigned[]>;
  /** The superclass of each class that has one, by class index. */
  heritage: ReadonlyMap<number, Assigned>;
}

/** A value, over the parameters of the function that assigns it. */
export interface Assigned {
  value: Term;
  fn: FunctionRef;
}

export interface FunctionSummary {
  calls: readonly LocalCall[];
  returns: readonly Term[];
}

export interface MemberWrite {
  of: Term;
  name: string;
  value: Term;
  /** The variable the object was written through, if any. */
  variable?: number;
  /** The same for an object that is a member of a variable's: `settings.paths.users = …`. */
  holder?: { variable: number; name: string };
  fn: FunctionRef;
}

/** A summary while the functions of its file add to it. */
export class FileWriter {
  readonly cells = new Map<number, Assigned[]>();
  readonly pushes = new Map<number, Assigned[]>();
  readonly writes: MemberWrite[] = [];
  readonly exports = new Map<string, Assigned[]>();
  readonly globals = new Map<string, Assigned[]>();
  readonly heritage = new Map<number, Assigned>();
  constructor(readonly program: Program) {}
}

/** Adds a value that is not among those of the key yet. */
export function append<K>(map: Map<K, Assigned[]>, key: K, value: Term, fn: FunctionRef): void {
  const list = map.get(key);
  if (!list) map.set(key, [{ value, fn }]);
  else if (!list.some((other) => other.value === value)) list.push({ value, fn });
}
