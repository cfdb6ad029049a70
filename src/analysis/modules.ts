import { UNDEFINED, type ObjectEntry, type Term } from '../model/index.js';
import { assignedEnv } from './cells.js';
import { join } from './choice.js';
import type { Evaluator } from './evaluate.js';
import type { ProjectFile } from './project.js';

/** Follows an import into the project; one that leads outside stays. */
export function importedValue(evaluator: Evaluator, term: Extract<Term, { t: 'import' }>): Term {
  const file = evaluator.project.module(term.from, term.module);
  if (!file) return term;
  return (term.name === '*' ? moduleObject(evaluator, file) : exported(evaluator, file, term.name, new Set())) ?? UNDEFINED;
}

/** A member of an imported module; undefined when the module lies outside. */
export function exportedMember(evaluator: Evaluator, of: Extract<Term, { t: 'import' }>, name: string): Term | undefined {
  if (of.name !== '*') return undefined;
  const file = evaluator.project.module(of.from, of.module);
  return file && exported(evaluator, file, name, new Set());
}

function exported(evaluator: Evaluator, file: ProjectFile, name: string, seen: Set<ProjectFile>): Term | undefined {
  if (seen.has(file)) return undefined;
  seen.add(file);
  const values = file.summary.exports.get(name);
  if (values) return evaluator.once(values, () => join(values.map(({ value, fn }) => evaluator.evaluate(value, assignedEnv(evaluator, fn, [], new Map())))));
  for (const form of file.program.exports) {
    if (form.k !== 'from' || form.name !== name) continue;
    return evaluator.evaluate({ t: 'import', from: file.program, module: form.module, name: form.imported });
  }
  const whole = file.summary.exports.get('=');
  if (whole) {
    const value = moduleObject(evaluator, file);
    if (name === 'default') return value;
    return value && evaluator.member(value, name);
  }
  for (const form of file.program.exports) {
    if (form.k !== 'all') continue;
    const next = evaluator.project.module(file.program, form.module);
    const found = next ? exported(evaluator, next, name, seen) : evaluator.evaluate({ t: 'import', from: file.program, module: form.module, name });
    if (found) return found;
  }
  // `import x from` a CommonJS module is the module itself.
  return name === 'default' && file.summary.exports.size > 0 ? moduleObject(evaluator, file) : undefined;
}

function moduleObject(evaluator: Evaluator, file: ProjectFile): Term | undefined {
  const entries: ObjectEntry[] = [];
  const whole = file.summary.exports.get('=');
  if (whole) {
    const value = evaluator.once(whole, () => join(whole.map((assigned) => evaluator.evaluate(assigned.value))));
    if (file.summary.exports.size === 1) return value;
    entries.push({ k: 'spread', value });
  }
  for (const form of file.program.exports) {
    if (form.k === 'all') entries.push({ k: 'spread', value: evaluator.evaluate({ t: 'import', from: file.program, module: form.module, name: '*' }) });
    if (form.k === 'from') entries.push({ k: 'field', name: form.name, value: evaluator.evaluate({ t: 'import', from: file.program, module: form.module, name: form.imported }) });
  }
  for (const name of file.summary.exports.keys()) {
    if (name !== '=') entries.push({ k: 'field', name, value: exported(evaluator, file, name, new Set()) ?? UNDEFINED });
  }
  return { t: 'object', entries };
}

/** A global: what the scripts of the same pages declare, what the program assigns to it, or something of the runtime. */
export function globalValue(evaluator: Evaluator, term: Extract<Term, { t: 'global' }>): Term {
  for (const path of evaluator.project.scope(term.program)) {
    const file = evaluator.project.file(path);
    if (!file || file.program === term.program) continue;
    const variable = file.program.variables.findIndex((form) => form.owner === 0 && form.name === term.name);
    if (variable >= 0) return evaluator.evaluate({ t: 'cell', program: file.program, variable });
  }
  const assigned = evaluator.project.globals(term.name);
  if (assigned.length === 0) return term;
  return evaluator.once(`global ${term.name}`, () => join(assigned.map(({ value, fn }) => evaluator.evaluate(value, assignedEnv(evaluator, fn, [], new Map())))));
}
