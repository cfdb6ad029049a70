import { compareText } from '../model/index.js';

/** What becomes of a list: names in place of entries, by index, none for an entry that goes; and names to add. */
export interface ListChange {
  replaced: ReadonlyMap<number, readonly string[]>;
  added: readonly string[];
  /** To be brought in order, whether it was before or not. */
  sort?: true;
}

/** An entry of the list as it will be. `index` is where it stood, or stands the one that it is to be written like. */
export interface Entry {
  index: number;
  name: string;
  origin: 'stays' | 'replaced' | 'new';
}

/** The entries after the change, in the order of the list. No name that comes in stands twice. */
export function entriesAfter(names: readonly string[], { replaced, added }: ListChange): Entry[] {
  const taken = new Set(names.filter((_, index) => !replaced.has(index)).map((name) => name.toLowerCase()));
  const isNew = (name: string): boolean => taken.size < taken.add(name.toLowerCase()).size;
  const own = names.flatMap((name, index): Entry[] => {
    const instead = replaced.get(index);
    if (instead === undefined) return [{ index, name, origin: 'stays' }];
    return instead.filter(isNew).map((one, position) => ({ index, name: one, origin: position === 0 ? 'replaced' : 'new' }));
  });
  return [...own, ...added.filter(isNew).map((name): Entry => ({ index: names.length - 1, name, origin: 'new' }))];
}

const ORDERS: readonly ((a: string, b: string) => number)[] = [compareText, (a, b) => compareText(a.toLowerCase(), b.toLowerCase())];

/** Entries of a list that was in order, or is empty, in order. One name alone has no order to keep, and people's own order is theirs unless it is to be sorted. */
export function inOrder(entries: readonly Entry[], before: readonly string[], { sort }: Pick<ListChange, 'sort'>): readonly Entry[] {
  const kept = ORDERS.find((compare) => before.every((name, index) => index === 0 || compare(before[index - 1] ?? '', name) <= 0));
  const order = sort ? (kept ?? ORDERS[0]) : before.length === 1 ? undefined : kept;
  return order === undefined ? entries : [...entries].sort((a, b) => order(a.name, b.name));
}
