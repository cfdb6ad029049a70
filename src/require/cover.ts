import { compareText } from '../model/index.js';

/** Something that can be chosen. Lower ranks are preferred to any number of higher ones; names are unique and break ties. */
export interface Option {
  name: string;
  rank: number;
}

export interface Cover {
  /** Indexes of the chosen options, ascending. */
  chosen: readonly number[];
  /** False when the search limit was reached: then it covers, but a lesser cover may exist. */
  exact: boolean;
}

/** Branches looked at per connected part before the best cover found so far is taken. */
const SEARCH_LIMIT = 20_000;

/**
 * The least set of options that meets every choice; a choice is met by any one of its options (indexes, never empty).
 * Least: fewest of the highest rank, then of the next lower one, …, then the earliest names. Exact per connected part.
 */
export function leastOptions(options: readonly Option[], choices: readonly (readonly number[])[]): Cover {
  const order = options.map((_, index) => index).sort((a, b) => compareOptions(options, a, b));
  const place = new Map(order.map((option, position) => [option, position]));
  const { forced, open } = reduce(choices.map((choice) => [...new Set(choice)].map((option) => place.get(option) ?? 0).sort((a, b) => a - b)));
  const chosen = new Set(forced);
  let exact = true;
  for (const part of connectedParts(open)) {
    const found = searchPart(order.map((option) => options[option]?.rank ?? 0), part);
    for (const position of found.chosen) chosen.add(position);
    exact &&= found.exact;
  }
  return { chosen: [...chosen].map((position) => order[position] ?? 0).sort((a, b) => a - b), exact };
}

function compareOptions(options: readonly Option[], a: number, b: number): number {
  const left = options[a];
  const right = options[b];
  if (left === undefined || right === undefined) return a - b;
  return left.rank - right.rank || compareText(left.name, right.name) || a - b;
}

/** A choice is a list of positions in the order of preference, ascending. */
type Choice = readonly number[];

/** Takes what is forced, drops choices that another implies and options that a preferred one dominates, until nothing changes. */
function reduce(choices: readonly Choice[]): { forced: Set<number>; open: Choice[] } {
  const forced = new Set<number>();
  let open = [...choices];
  for (;;) {
    for (const [only, second] of open) if (only !== undefined && second === undefined) forced.add(only);
    const unmet = withoutImplied(open.filter((choice) => !choice.some((option) => forced.has(option))));
    const dominated = dominatedOptions(unmet);
    const slimmer = unmet.map((choice) => choice.filter((option) => !dominated.has(option)));
    if (slimmer.every((choice) => choice.length > 1) && dominated.size === 0) return { forced, open: slimmer };
    open = slimmer;
  }
}

function withoutImplied(choices: readonly Choice[]): Choice[] {
  const kept: Choice[] = [];
  const byOption = new Map<number, Choice[]>();
  for (const choice of [...choices].sort((a, b) => a.length - b.length)) {
    const own = new Set(choice);
    const implied = choice.some((option) => byOption.get(option)?.some((smaller) => smaller.every((one) => own.has(one))));
    if (implied) continue;
    kept.push(choice);
    for (const option of choice) byOption.set(option, [...(byOption.get(option) ?? []), choice]);
  }
  return kept;
}

/** Options whose choices are all met by one option that is preferred to them. */
function dominatedOptions(choices: readonly Choice[]): Set<number> {
  const meets = new Map<number, Set<Choice>>();
  for (const choice of choices) for (const option of choice) meets.set(option, (meets.get(option) ?? new Set()).add(choice));
  const dominated = new Set<number>();
  for (const [option, met] of meets) {
    const [first] = met;
    const better = first?.some((rival) => rival < option && [...met].every((choice) => meets.get(rival)?.has(choice)));
    if (better === true) dominated.add(option);
  }
  return dominated;
}

function connectedParts(choices: readonly Choice[]): Choice[][] {
  const parts: { options: Set<number>; choices: Choice[] }[] = [];
  for (const choice of choices) {
    const touching = parts.filter((part) => choice.some((option) => part.options.has(option)));
    const joined = { options: new Set(choice), choices: [choice] };
    for (const part of touching) {
      for (const option of part.options) joined.options.add(option);
      joined.choices.push(...part.choices);
      parts.splice(parts.indexOf(part), 1);
    }
    parts.push(joined);
  }
  return parts.map((part) => part.choices);
}

/** Branch and bound. `ranks` by position; the sum of weights orders covers exactly as `leastOptions` says. */
function searchPart(ranks: readonly number[], choices: readonly Choice[]): Cover {
  const weights = partWeights(ranks, choices);
  const weight = (option: number): bigint => weights.get(option) ?? 0n;
  const rising = choices.map((choice) => [...choice].sort((a, b) => (weight(a) < weight(b) ? -1 : 1)));
  let best = cheapFirst(rising, weight);
  let bestCost = sum(best, weight);
  let left = SEARCH_LIMIT;

  const visit = (unmet: readonly Choice[], chosen: readonly number[], cost: bigint, barred: ReadonlySet<number>): void => {
    if (unmet.length === 0) {
      if (cost < bestCost) [best, bestCost] = [chosen, cost];
      return;
    }
    if (left-- <= 0) return;
    const usable = unmet.map((choice) => choice.filter((option) => !barred.has(option)));
    if (usable.some((choice) => choice.length === 0) || cost + lowerBound(usable, weight) >= bestCost) return;
    const narrowest = usable.reduce((a, b) => (b.length < a.length ? b : a));
    const tried = new Set(barred);
    for (const option of narrowest) {
      visit(usable.filter((choice) => !choice.includes(option)), [...chosen, option], cost + weight(option), tried);
      tried.add(option);
    }
  };
  visit(rising, [], 0n, new Set());
  return { chosen: best, exact: left >= 0 };
}

/** Each rank outweighs all below it together; within equal counts, holding an earlier name makes a cover lighter. */
function partWeights(ranks: readonly number[], choices: readonly Choice[]): Map<number, bigint> {
  const byName = [...new Set(choices.flat())].sort((a, b) => a - b);
  const names = BigInt(byName.length);
  const perRank = BigInt(byName.length.toString(2).length);
  return new Map(
    byName.map((option, index) => [option, (1n << (perRank * BigInt(ranks[option] ?? 0) + names)) - (1n << (names - 1n - BigInt(index)))]),
  );
}

function cheapFirst(choices: readonly Choice[], weight: (option: number) => bigint): readonly number[] {
  const chosen: number[] = [];
  let unmet = choices;
  while (unmet.length > 0) {
    const counts = new Map<number, number>();
    for (const choice of unmet) for (const option of choice) counts.set(option, (counts.get(option) ?? 0) + 1);
    const [first] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || (weight(a) < weight(b) ? -1 : 1));
    if (first === undefined) break;
    chosen.push(first[0]);
    unmet = unmet.filter((choice) => !choice.includes(first[0]));
  }
  return chosen;
}

/** Choices that share no option must each be paid for. */
function lowerBound(choices: readonly Choice[], weight: (option: number) => bigint): bigint {
  const paid = new Set<number>();
  let bound = 0n;
  for (const choice of choices) {
    if (choice.some((option) => paid.has(option))) continue;
    for (const option of choice) paid.add(option);
    bound += choice.reduce((least, option) => (weight(option) < least ? weight(option) : least), weight(choice[0] ?? 0));
  }
  return bound;
}

function sum(options: readonly number[], weight: (option: number) => bigint): bigint {
  return options.reduce((total, option) => total + weight(option), 0n);
}
