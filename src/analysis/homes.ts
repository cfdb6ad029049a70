import { NO_ENV, type FunctionRef, type ObjectTerm, type Term } from '../model/index.js';
import { assignedEnv } from './cells.js';
import { join } from './choice.js';
import type { Evaluator } from './evaluate.js';
import type { ProjectFile } from './project.js';

/** More objects than this are not looked at for one function. */
const MAX_HOMES = 8;

/** The objects that functions are methods of: what `this` is when nobody in sight calls them. */
export class Homes {
  private readonly objects = new Map<FunctionRef, Set<Term>>();
  private readonly opened = new Set<ProjectFile>();

  /** Remembers the methods of an evaluated object, those of what it spreads included. */
  note(home: ObjectTerm, object: ObjectTerm = home): void {
    for (const entry of object.entries) {
      if (entry.k === 'spread' && entry.value.t === 'object') this.note(home, entry.value);
      else if (entry.value.t === 'function') this.add(entry.value.fn, home);
    }
  }

  private add(fn: FunctionRef, home: ObjectTerm): void {
    if (fn.form.lexicalThis || fn.cls) return;
    let homes = this.objects.get(fn);
    if (!homes) this.objects.set(fn, (homes = new Set()));
    if (homes.size < MAX_HOMES) homes.add(home);
  }

  /** What `this` can be in a function of no class; undefined where no object holds it. */
  of(evaluator: Evaluator, fn: FunctionRef): Term | undefined {
    this.open(evaluator, fn);
    const homes = this.objects.get(fn);
    return homes && join([...homes]);
  }

  /** Evaluates what the file holds and exports at its top, so that its objects are known. */
  private open(evaluator: Evaluator, fn: FunctionRef): void {
    const file = evaluator.fileOf(fn.program.file);
    if (!file || this.opened.has(file)) return;
    this.opened.add(file);
    file.program.variables.forEach((form, variable) => {
      if (file.functions[form.owner]?.form.role === 'top') evaluator.evaluate({ t: 'cell', program: file.program, variable });
    });
    for (const { value, fn: assigning } of [...file.summary.exports.values()].flat()) evaluator.evaluate(value, assignedEnv(evaluator, assigning, [], NO_ENV));
  }
}
