import type { Term } from '../model/index.js';
import type { Evaluator } from './evaluate.js';
import type { ProjectFile } from './project.js';

/** Tells files that test from files of the program, by what they call. */
export class TestFiles {
  private readonly doubled = new Map<ProjectFile, boolean>();
  private readonly tested = new Map<ProjectFile, boolean>();

  constructor(private readonly evaluator: Evaluator) {}

  /** A test that works with doubles sends nothing, and what it passes to wrappers is no evidence of what they send. */
  usesDoubles(file: ProjectFile): boolean {
    return this.calls(this.doubled, file, (callee) => this.evaluator.platform.doubles(callee));
  }

  /** What a test passes is no evidence of what functions are given. */
  isTest(path: string): boolean {
    const file = this.evaluator.fileOf(path);
    return file !== undefined && this.calls(this.tested, file, (callee) => this.evaluator.platform.tests(callee));
  }

  private calls(known: Map<ProjectFile, boolean>, file: ProjectFile, what: (callee: Term) => boolean): boolean {
    let found = known.get(file);
    if (found === undefined) known.set(file, (found = file.summary.functions.some((summary) => summary.calls.some((call) => what(call.callee)))));
    return found;
  }
}
