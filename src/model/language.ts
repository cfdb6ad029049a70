import type { Program } from './program.js';

/** One language front end. `load` brings its parser, which may be heavy; nothing is loaded before a file needs it. */
export interface Language {
  id: string;
  /** False: its files are data. They are looked at when code imports them, and no search begins in them. */
  seeds?: false;
  /** Whether this front end takes the file, by its path alone. */
  owns(path: string): boolean;
  load(): Promise<Lowerer>;
}

export interface Lowerer {
  /** Never throws on bad input: what cannot be parsed is in `Program.problems`. */
  lower(text: string, path: string): Program;
}

/** Leads a module name, as written in `from`, to a file of the project; undefined when it lies outside. */
export type ModuleResolver = (from: string, module: string) => string | undefined;
