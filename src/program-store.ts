import type { Program } from './model/index.js';

/** Files in their lowered form, for several runs of one process over one tree. Of each file the last is kept. */
export interface ProgramStore {
  /** The program of the file as it was kept of the same text, or as it is lowered now. */
  take(file: string, text: string, lower: () => Program): Program;
}

export function createProgramStore(): ProgramStore {
  const kept = new Map<string, { text: string; program: Program }>();
  return {
    take: (file, text, lower) => {
      const known = kept.get(file);
      if (known?.text === text) return known.program;
      const program = lower();
      kept.set(file, { text, program });
      return program;
    },
  };
}
