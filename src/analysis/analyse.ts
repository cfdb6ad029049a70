import type { CodeCalls, Platform } from '../model/index.js';
import { compareText } from '../model/index.js';
import { Effects } from './effects.js';
import { Evaluator, type CallEdges } from './evaluate.js';
import { Project, type AnalysisPort } from './project.js';
import { Findings } from './sites.js';

export type { AnalysisPort } from './project.js';

/** What the engine found, and the files it looked at, sorted. */
export interface Analysis extends CodeCalls {
  files: readonly string[];
}

const MAX_ROUNDS = 3;

/**
 * Follows values from the seeds to where requests leave. Files that seeds import come in as values lead to them;
 * files that import one whose exports can carry platform values come in wave by wave.
 */
export function analyse(seeds: readonly string[], port: AnalysisPort, platform: Platform): Analysis {
  const project = new Project(port);
  const files = new Set(seeds);
  for (const path of seeds) openReexports(project, path);
  let edges: CallEdges = new Map();
  for (let round = 1; ; round++) {
    const findings = new Findings();
    const evaluator = new Evaluator(project, platform, edges);
    const effects = new Effects(evaluator, findings);
    const run = (): void => {
      for (const path of [...files].sort(compareText)) for (const fn of project.file(path)?.functions ?? []) effects.of(fn);
      // Files that values led to may call as well.
      for (let seen = 0; seen < project.loaded().length; ) {
        seen = project.loaded().length;
        for (const file of project.loaded()) for (const fn of file.functions) effects.of(fn);
      }
    };
    run();
    for (let next = port.importersOf(files); next.length > 0; next = port.importersOf(files)) {
      for (const path of next) files.add(path);
      run();
    }
    const more = (): boolean => round < MAX_ROUNDS && [...evaluator.wanted].some((fn) => effects.edges.has(fn));
    if (!more()) effects.settle();
    if (!more()) {
      return { ...findings.result(), files: project.loaded().map((file) => file.program.file) };
    }
    edges = effects.edges;
  }
}

/** What a file that speaks of the platform passes on belongs to it, whether or not anything in sight uses it. */
function openReexports(project: Project, path: string): void {
  const file = project.file(path);
  if (!file) return;
  for (const form of file.program.exports) if (form.k !== 'value') project.module(file.program, form.module);
  for (const { value } of [...file.summary.exports.values()].flat()) {
    const of = value.t === 'member' ? value.of : value;
    if (of.t === 'import') project.module(of.from, of.module);
  }
}
