import { describe, expect, it } from 'vitest';
import { compareText } from '../../src/model/index.js';
import { leastOptions, type Option } from '../../src/require/cover.js';
import { randomFrom } from './random.js';

/** The least cover by trying every subset: fewest of the highest rank first, then the earliest (rank, name). */
function bruteForce(options: readonly Option[], choices: readonly (readonly number[])[]): number[] {
  let best: number[] | undefined;
  for (let mask = 0; mask < 1 << options.length; mask++) {
    const chosen = options.map((_, index) => index).filter((index) => (mask >> index) & 1);
    if (!choices.every((choice) => choice.some((option) => chosen.includes(option)))) continue;
    if (best === undefined || compareCovers(options, chosen, best) < 0) best = chosen;
  }
  return best ?? [];
}

function compareCovers(options: readonly Option[], a: readonly number[], b: readonly number[]): number {
  const rank = (index: number): number => options[index]?.rank ?? 0;
  const name = (index: number): string => options[index]?.name ?? '';
  for (let level = 9; level >= 0; level--) {
    const difference = a.filter((index) => rank(index) === level).length - b.filter((index) => rank(index) === level).length;
    if (difference !== 0) return difference;
  }
  const sorted = (cover: readonly number[]): number[] => [...cover].sort((x, y) => rank(x) - rank(y) || compareText(name(x), name(y)));
  const [left, right] = [sorted(a), sorted(b)];
  for (const [index, one] of left.entries()) {
    const other = right[index] ?? 0;
    if (one !== other) return rank(one) - rank(other) || compareText(name(one), name(other));
  }
  return 0;
}

function randomInstance(seed: number): { options: Option[]; choices: number[][] } {
  const random = randomFrom(seed);
  const size = 1 + Math.floor(random() * 9);
  const ranks = 1 + Math.floor(random() * 4);
  const options = Array.from({ length: size }, (_, index) => ({ name: `n${String((index * 7) % size)}`, rank: Math.floor(random() * ranks) }));
  const density = 0.15 + random() * 0.4;
  const choices = Array.from({ length: Math.floor(random() * 12) }, () => {
    const choice = options.map((_, index) => index).filter(() => random() < density);
    return choice.length > 0 ? choice : [Math.floor(random() * size)];
  });
  return { options, choices };
}

describe('leastOptions', () => {
  it('agrees with trying every subset, on 3,000 random instances', () => {
    for (let seed = 1; seed <= 3000; seed++) {
      const { options, choices } = randomInstance(seed);
      const unique = options.map((option, index) => ({ ...option, name: `${option.name}.${String(index)}` }));
      expect({ seed, ...leastOptions(unique, choices) }).toEqual({ seed, chosen: bruteForce(unique, choices), exact: true });
    }
  });

  it('prefers many of a low rank to one of a high rank', () => {
    const options = [{ name: 'admin', rank: 3 }, { name: 'a', rank: 0 }, { name: 'b', rank: 0 }, { name: 'c', rank: 0 }];
    expect(leastOptions(options, [[0, 1], [0, 2], [0, 3]]).chosen).toEqual([1, 2, 3]);
  });

  it('prefers fewer, then the earlier name', () => {
    const options = [{ name: 'c', rank: 0 }, { name: 'b', rank: 0 }, { name: 'a', rank: 0 }];
    expect(leastOptions(options, [[0, 1], [1, 2]]).chosen).toEqual([1]);
    expect(leastOptions(options, [[0, 1, 2]]).chosen).toEqual([2]);
  });

  it('chooses nothing where nothing is asked', () => {
    expect(leastOptions([{ name: 'a', rank: 0 }], [])).toEqual({ chosen: [], exact: true });
  });

  it('still covers everything, and says that it may not be the least, when the search is too long', () => {
    const random = randomFrom(42);
    const options = Array.from({ length: 120 }, (_, index) => ({ name: `n${String(index)}`, rank: 0 }));
    const choices = Array.from({ length: 300 }, () => Array.from({ length: 6 }, () => Math.floor(random() * 120)));
    const cover = leastOptions(options, choices);
    expect(cover.exact).toBe(false);
    expect(choices.every((choice) => choice.some((option) => cover.chosen.includes(option)))).toBe(true);
  });

  it('does not depend on the order of options and choices', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const { options, choices } = randomInstance(seed);
      const named = options.map((option, index) => ({ ...option, name: `${option.name}.${String(index)}` }));
      const last = named.length - 1;
      const names = (cover: readonly number[], of: readonly Option[]): string[] => cover.map((index) => of[index]?.name ?? '').sort(compareText);
      const turned = leastOptions([...named].reverse(), [...choices].reverse().map((choice) => choice.map((option) => last - option)));
      expect(names(turned.chosen, [...named].reverse())).toEqual(names(leastOptions(named, choices).chosen, named));
    }
  });
});
