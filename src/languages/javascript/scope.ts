import type { TypeRef } from '../../model/program.js';

export interface ImportBinding {
  module: string;
  /** `*`, `default` or the exported name. */
  name: string;
  typeOnly: boolean;
}

/** All that one name means in one scope. A name can be a value and a type at once. */
export interface Binding {
  /** Index into the file's variables. */
  variable?: number;
  imported?: ImportBinding;
  /** Index into the file's classes. */
  cls?: number;
  /** Index into the file's types. */
  type?: number;
  /** What the name stands for as a type: a type parameter's constraint, or an import alias. */
  alias?: TypeRef;
}

/** The names of a function, a block or a file. */
export class Scope {
  readonly #names = new Map<string, Binding>();

  constructor(readonly outer?: Scope) {}

  /** The binding of the name in this very scope, made when there is none. */
  own(name: string): Binding {
    let binding = this.#names.get(name);
    if (binding === undefined) this.#names.set(name, (binding = {}));
    return binding;
  }

  /** What the name means as a value here, looking outwards. */
  value(name: string): Binding | undefined {
    const binding = this.#names.get(name);
    if (binding !== undefined && (binding.variable !== undefined || binding.imported?.typeOnly === false)) return binding;
    return this.outer?.value(name);
  }

  /** What the name means as a type, or as the start of a qualified type name. */
  type(name: string): Binding | undefined {
    const binding = this.#names.get(name);
    if (binding !== undefined && isType(binding)) return binding;
    return this.outer?.type(name);
  }
}

function isType({ imported, cls, type, alias }: Binding): boolean {
  return imported !== undefined || cls !== undefined || type !== undefined || alias !== undefined;
}
