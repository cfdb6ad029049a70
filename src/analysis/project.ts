import type { ClassRef, FunctionRef, ModuleResolver, Program, TypeForm, TypeRef } from '../model/index.js';
import { compareText } from '../model/index.js';
import type { Assigned, FileSummary } from './file-summary.js';
import { summariseFile } from './local.js';

/** What the engine needs from outside: lowered files, module resolution, and who imports whom. */
export interface AnalysisPort {
  /** The lowered form of a file of the project; undefined when it is outside or cannot be lowered. Same object every time. */
  program(file: string): Program | undefined;
  resolve: ModuleResolver;
  /** Files not yet in the set that import one of its files by value, or share a page with one. */
  importersOf(files: ReadonlySet<string>): readonly string[];
}

/** A file with its functions and classes as references and what each function does by itself. */
export interface ProjectFile {
  program: Program;
  functions: readonly FunctionRef[];
  classes: readonly ClassRef[];
  summary: FileSummary;
}

/** The files that have been looked at so far; more come in as values lead to them. */
export class Project {
  private readonly files = new Map<string, ProjectFile | undefined>();
  private readonly pages = new Map<string, readonly string[]>();
  private readonly assigned = new Map<string, Assigned[]>();
  private readonly derived: ClassRef[] = [];
  private readonly implementers: ClassRef[] = [];
  private readonly implementations = new Map<TypeForm, readonly ClassRef[]>();
  private readonly functionNames = new Set<string>();
  private readonly methodsByName = new Map<string, FunctionRef[]>();
  private readonly modules = new Map<Program, Map<string, ProjectFile | undefined>>();
  private sorted: ProjectFile[] | undefined;

  constructor(private readonly port: AnalysisPort) {}

  file(path: string): ProjectFile | undefined {
    if (!this.files.has(path)) {
      const program = this.port.program(path);
      const file = program && openFile(program);
      this.files.set(path, file);
      if (file) this.add(file);
    }
    return this.files.get(path);
  }

  private add(file: ProjectFile): void {
    this.sorted = undefined;
    if (file.program.pageScripts.length > 0) this.addPage(file.program);
    for (const [name, values] of file.summary.globals) this.assigned.set(name, [...(this.assigned.get(name) ?? []), ...values]);
    for (const cls of file.classes) {
      if (file.summary.heritage.has(cls.index)) this.derived.push(cls);
      if (cls.form.implements.length > 0) this.implementers.push(cls);
    }
    this.implementations.clear();
    for (const fn of file.functions) {
      this.functionNames.add(fn.form.name);
      if (fn.form.role !== 'method' || !fn.cls) continue;
      const list = this.methodsByName.get(fn.form.name);
      if (list) list.push(fn);
      else this.methodsByName.set(fn.form.name, [fn]);
    }
  }

  /** Every file looked at so far, sorted. */
  loaded(): readonly ProjectFile[] {
    this.sorted ??= [...this.files.entries()].sort(([a], [b]) => compareText(a, b)).flatMap(([, file]) => (file ? [file] : []));
    return this.sorted;
  }

  /** The project file a module name leads to from a program, if it lies in the project. */
  module(from: Program, module: string): ProjectFile | undefined {
    let known = this.modules.get(from);
    if (!known) this.modules.set(from, (known = new Map<string, ProjectFile | undefined>()));
    if (!known.has(module)) {
      const path = this.port.resolve(from.file, module);
      known.set(module, path === undefined ? undefined : this.file(path));
    }
    return known.get(module);
  }

  /** Scripts and pages that share one global scope with a script. */
  scope(program: Program): readonly string[] {
    return this.pages.get(program.file) ?? [];
  }

  /** What the program assigns to a global name (`window.x = …` included). */
  globals(name: string): readonly Assigned[] {
    return this.assigned.get(name) ?? [];
  }

  /** Classes looked at so far that extend another. */
  derivedClasses(): readonly ClassRef[] {
    return this.derived;
  }

  /** Classes that declare to implement an interface. */
  implementing(form: TypeForm, program: Program): readonly ClassRef[] {
    let found = this.implementations.get(form);
    if (!found) {
      found = this.implementers.filter((cls) => cls.form.implements.some((type) => this.isForm(type, cls.program, form, program))).slice(0, 4);
      this.implementations.set(form, found);
    }
    return found;
  }

  /** Whether any function looked at so far goes by the name. */
  hasFunction(name: string): boolean {
    return this.functionNames.has(name);
  }

  /** Methods of that name of all classes looked at so far. */
  methods(name: string): readonly FunctionRef[] {
    return this.methodsByName.get(name) ?? [];
  }

  private isForm(type: TypeRef, from: Program, form: TypeForm, program: Program): boolean {
    if (type.k !== 'named') return false;
    if (type.binding.k === 'type') return from === program && from.types[type.binding.index] === form;
    return type.binding.k === 'import' && (type.path[0] ?? type.binding.name) === form.name;
  }

  private addPage(page: Program): void {
    const scripts = page.pageScripts.map((src) => this.port.resolve(page.file, src)).filter((path) => path !== undefined);
    const members = [page.file, ...scripts];
    for (const member of members) this.pages.set(member, [...new Set([...(this.pages.get(member) ?? []), ...members])]);
  }
}

function openFile(program: Program): ProjectFile {
  const classes = program.classes.map((form, index): ClassRef => ({ program, index, form }));
  const functions: FunctionRef[] = [];
  // A function's outer function has a smaller or a larger index; links are set once all exist.
  program.functions.forEach((form, index) => {
    functions.push({ program, index, form, outer: undefined, cls: form.cls === undefined ? undefined : classes[form.cls] });
  });
  for (const ref of functions) ref.outer = functions[ref.form.outer];
  return { program, functions, classes, summary: summariseFile(program, functions, classes) };
}
