import { NO_ENV, type ClassRef, type FunctionRef, type ObjectEntry, type Term } from '../model/index.js';
import { assignedEnv } from './cells.js';
import { join } from './choice.js';
import type { Evaluator } from './evaluate.js';
import type { MemberWrite } from './file-summary.js';
import type { Project, ProjectFile } from './project.js';

interface FileWrites {
  /** `this.name = …` inside a class. */
  classSelf: Map<ClassRef, Map<string, MemberWrite[]>>;
  /** `this.name = …` inside a function that is no class member. */
  functionSelf: Map<FunctionRef, Map<string, MemberWrite[]>>;
  /** `variable.name = …`. */
  variables: Map<number, Map<string, MemberWrite[]>>;
  /** `variable.outer.name = …`, by the outer name. */
  nested: Map<number, Map<string, MemberWrite[]>>;
  /** `Class.name = …` where the class stands for itself. */
  classes: Map<ClassRef, Map<string, MemberWrite[]>>;
  /** `X.prototype.name = …`, by what X is. */
  prototypes: { of: Term; name: string; write: MemberWrite }[];
  external: Map<string, MemberWrite[]>;
}

/** Finds what has been written to members, by the shape of what it was written to. */
export class WriteIndex {
  private readonly files = new Map<ProjectFile, FileWrites>();
  private readonly prototypeClasses = new Map<FunctionRef, ClassRef | undefined>();
  private readonly pseudoClasses = new Map<FunctionRef, ClassRef>();
  private readonly constructorsOfPseudo = new Map<ClassRef, FunctionRef>();
  private readonly outside = new Map<string, MemberWrite[]>();
  private gathered = 0;

  constructor(private readonly project: Project) {}

  ofClassSelf(cls: ClassRef, name: string): readonly MemberWrite[] {
    const file = this.project.file(cls.program.file);
    const fn = this.constructorsOfPseudo.get(cls);
    if (!file) return [];
    const writes = this.of(file);
    return (fn ? writes.functionSelf.get(fn)?.get(name) : writes.classSelf.get(cls)?.get(name)) ?? [];
  }

  /** `this.name` in a function that is used with `new`. */
  ofFunctionSelf(evaluator: Evaluator, self: Extract<Term, { t: 'self' }>, name: string): Term | undefined {
    const file = this.project.file(self.fn.program.file);
    const writes = file && this.of(file).functionSelf.get(self.fn)?.get(name);
    if (!writes || writes.length === 0) return undefined;
    return join(writes.map((write) => evaluator.once(write, () => evaluator.evaluate(write.value))));
  }

  /** The class that a plain function used with `new` stands for. */
  classOf(fn: FunctionRef): ClassRef {
    let cls = this.pseudoClasses.get(fn);
    if (!cls) {
      cls = { program: fn.program, index: -1, form: { name: fn.form.name, implements: [], construct: fn.index, members: [], at: fn.form.at } };
      this.pseudoClasses.set(fn, cls);
      this.constructorsOfPseudo.set(cls, fn);
    }
    return cls;
  }

  /** The class to whose prototype a function has been assigned. */
  prototypeClass(evaluator: Evaluator, fn: FunctionRef): ClassRef | undefined {
    if (this.prototypeClasses.has(fn)) return this.prototypeClasses.get(fn);
    this.prototypeClasses.set(fn, undefined);
    const file = this.project.file(fn.program.file);
    const entry = file && this.of(file).prototypes.find(({ write }) => holds(write.value, fn));
    const owner = entry && evaluator.evaluate(entry.of);
    const cls = owner?.t === 'function' ? this.classOf(owner.fn) : owner?.t === 'class' ? owner.cls : undefined;
    this.prototypeClasses.set(fn, cls);
    return cls;
  }

  superOf(evaluator: Evaluator, cls: ClassRef): Term | undefined {
    const heritage = this.project.file(cls.program.file)?.summary.heritage.get(cls.index);
    if (!heritage) return undefined;
    return evaluator.once(cls, () => evaluator.evaluate(heritage.value));
  }

  /** Whether a class of the project that extends this one has a member of that name. */
  overridden(evaluator: Evaluator, cls: ClassRef, name: string): boolean {
    return this.project.derivedClasses().some((other) => {
      if (other === cls || !other.form.members.some((candidate) => candidate.name === name && !candidate.static)) return false;
      const parent = this.superOf(evaluator, other);
      return parent?.t === 'class' && parent.cls === cls;
    });
  }

  prototypeMember(evaluator: Evaluator, cls: ClassRef, name: string): Term | undefined {
    const file = this.project.file(cls.program.file);
    if (!file) return undefined;
    const fn = this.constructorsOfPseudo.get(cls);
    for (const entry of this.of(file).prototypes) {
      if (entry.name !== name && entry.name !== '*') continue;
      const owner = evaluator.evaluate(entry.of);
      const same = (owner.t === 'function' && owner.fn === fn) || (owner.t === 'class' && owner.cls === cls);
      if (!same) continue;
      const value = evaluator.evaluate(entry.write.value);
      if (entry.name === name) return value;
      const found = evaluator.member(value, name);
      if (found.t === 'function') return found;
    }
    return undefined;
  }

  /** A static member of a class, or a property given to a function. */
  staticMember(evaluator: Evaluator, of: Extract<Term, { t: 'class' | 'function' }>, name: string): Term | undefined {
    const ref = of.t === 'class' ? of.cls : of.fn;
    const file = this.project.file(ref.program.file);
    if (!file) return undefined;
    if (of.t === 'class') {
      const form = of.cls.form.members.find((candidate) => candidate.static && candidate.name === name && candidate.kind !== 'setter' && candidate.kind !== 'field');
      const fn = form?.fn === undefined ? undefined : file.functions[form.fn];
      if (fn && form) {
        const found: Term = { t: 'function', fn, env: of.env, self: of };
        return form.kind === 'getter' ? evaluator.call(found, []) : found;
      }
    }
    const index = this.of(file);
    const writes = [...(of.t === 'class' ? (index.classes.get(of.cls)?.get(name) ?? []) : [])];
    for (const [variable, names] of index.variables) {
      const held = names.has(name) && (file.summary.cells.get(variable) ?? []).some(({ value }) => (value.t === 'function' && of.t === 'function' && value.fn === of.fn) || (value.t === 'class' && of.t === 'class' && value.cls === of.cls));
      if (held) writes.push(...(names.get(name) ?? []));
    }
    if (writes.length === 0) {
      if (of.t !== 'class') return undefined;
      const parent = this.superOf(evaluator, of.cls);
      return parent?.t === 'class' ? this.staticMember(evaluator, parent, name) : undefined;
    }
    return join(writes.map((write) => evaluator.once(write, () => evaluator.evaluate(write.value, assignedEnv(evaluator, write.fn, [], NO_ENV)))));
  }

  /** Adds to a variable's value what is written to its members and pushed to it. */
  complete(evaluator: Evaluator, file: ProjectFile, variable: number, value: Term): Term {
    const pushed = file.summary.pushes.get(variable);
    if (pushed && value.t === 'array') {
      const items = pushed.map(({ value: item, fn }) => ({ value: evaluator.evaluate(item, assignedEnv(evaluator, fn, [], NO_ENV)) }));
      return { t: 'array', items: [...value.items, ...items.filter((item) => !value.items.some((other) => other.value === item.value))] };
    }
    const names = this.of(file).variables.get(variable);
    const inner = this.of(file).nested.get(variable);
    if ((!names && !inner) || value.t === 'function' || value.t === 'class') return value;
    const entries: ObjectEntry[] = [{ k: 'spread', value }];
    for (const [name, writes] of names ?? []) {
      const written = writes.map((write) => evaluator.once(write, () => evaluator.evaluate(write.value, assignedEnv(evaluator, write.fn, [], NO_ENV))));
      const before = evaluator.member(value, name);
      const values = before.t === 'lit' && before.value === undefined ? written : [...written, ...(before.t === 'member' ? [] : [before])];
      entries.push({ k: 'field', name, value: join(values) });
    }
    for (const [outer, writes] of inner ?? []) {
      const held: ObjectEntry[] = writes.map((write) => ({ k: 'field', name: write.name, value: evaluator.once(write, () => evaluator.evaluate(write.value, assignedEnv(evaluator, write.fn, [], NO_ENV))) }));
      entries.push({ k: 'field', name: outer, value: { t: 'object', entries: [{ k: 'spread', value: evaluator.member({ t: 'object', entries: [...entries] }, outer) }, ...held] } });
    }
    return { t: 'object', entries };
  }

  /** What the program writes to a member of something outside it, by its dotted path. */
  external(evaluator: Evaluator, key: string): Term | undefined {
    const writes = this.outsideWrites().get(key) ?? [];
    if (writes.length === 0) return undefined;
    return join(writes.map((write) => evaluator.evaluate(write.value, assignedEnv(evaluator, write.fn, [], NO_ENV))));
  }

  /** Writes to what lies outside the program, of all files looked at so far. */
  private outsideWrites(): ReadonlyMap<string, readonly MemberWrite[]> {
    const files = this.project.loaded();
    if (files.length !== this.gathered) {
      this.gathered = files.length;
      this.outside.clear();
      for (const file of files) for (const [key, writes] of this.of(file).external) this.outside.set(key, [...(this.outside.get(key) ?? []), ...writes]);
    }
    return this.outside;
  }

  private of(file: ProjectFile): FileWrites {
    let writes = this.files.get(file);
    if (!writes) this.files.set(file, (writes = indexWrites(file)));
    return writes;
  }
}

function indexWrites(file: ProjectFile): FileWrites {
  const index: FileWrites = { classSelf: new Map(), functionSelf: new Map(), variables: new Map(), nested: new Map(), classes: new Map(), prototypes: [], external: new Map() };
  for (const write of file.summary.writes) {
    const { of, name } = write;
    if (of.t === 'self') {
      if (of.fn.cls) add(nested(index.classSelf, of.fn.cls), name, write);
      else add(nested(index.functionSelf, of.fn), name, write);
    } else if (of.t === 'class') {
      add(nested(index.classes, of.cls), name, write);
    } else if (of.t === 'member' && of.name === 'prototype') {
      index.prototypes.push({ of: of.of, name, write });
    } else if (name === 'prototype') {
      index.prototypes.push({ of, name: '*', write });
    } else {
      const variable = write.variable ?? (of.t === 'cell' ? of.variable : undefined);
      if (variable !== undefined) add(nested(index.variables, variable), name, write);
      const holder = write.holder ?? (of.t === 'member' && of.of.t === 'cell' ? { variable: of.of.variable, name: of.name } : undefined);
      if (variable === undefined && holder) add(nested(index.nested, holder.variable), holder.name, write);
      const key = externalKey(of);
      if (key) add(index.external, `${key}.${name}`, write);
    }
  }
  return index;
}

function holds(value: Term, fn: FunctionRef): boolean {
  if (value.t === 'function') return value.fn === fn;
  return value.t === 'object' && value.entries.some((entry) => entry.value.t === 'function' && entry.value.fn === fn);
}

/** The dotted path of something outside the program: `axios.defaults`. */
function externalKey(term: Term): string | undefined {
  switch (term.t) {
    case 'global':
      return term.name;
    case 'import':
      return term.name === '*' || term.name === 'default' ? term.module : `${term.module}.${term.name}`;
    case 'member': {
      const of = externalKey(term.of);
      return of && `${of}.${term.name}`;
    }
    default:
      return undefined;
  }
}

function nested<K>(map: Map<K, Map<string, MemberWrite[]>>, key: K): Map<string, MemberWrite[]> {
  let inner = map.get(key);
  if (!inner) map.set(key, (inner = new Map<string, MemberWrite[]>()));
  return inner;
}

function add(map: Map<string, MemberWrite[]>, name: string, write: MemberWrite): void {
  const list = map.get(name);
  if (list) list.push(write);
  else map.set(name, [write]);
}
