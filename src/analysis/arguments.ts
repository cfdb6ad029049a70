import { NOWHERE, UNDEFINED, literal, type Item, type Term } from '../model/index.js';

/** An argument that is evaluated when it is first looked at. */
export class LazyItem implements Item {
  readonly spread?: boolean;
  readonly name?: string;
  private known: Term | undefined;

  constructor(
    private readonly item: Item,
    private readonly evaluate: (term: Term) => Term,
  ) {
    if (item.spread) this.spread = true;
    if (item.name !== undefined) this.name = item.name;
  }

  get value(): Term {
    return (this.known ??= this.evaluate(this.item.value));
  }
}

/** The argument for a parameter: by name, by position, out of a spread, or all that are left. */
export function argument(args: readonly Item[], index: number, name: string | undefined, rest: boolean): Term {
  if (rest) return { t: 'array', items: args.slice(index) };
  const named = name === undefined ? undefined : args.find((arg) => arg.name === name);
  if (named) return named.value;
  for (let i = 0; i <= index && i < args.length; i++) {
    const arg = args[i];
    if (arg?.spread) return { t: 'index', of: arg.value, index: literal(index - i), at: NOWHERE };
  }
  const arg = args[index];
  return arg && arg.name === undefined ? arg.value : UNDEFINED;
}
