import { describe, expect, it } from 'vitest';
import { expectedOf, listIdioms, runIdiom } from './run-idiom.js';

async function compare(idiom: string): Promise<void> {
  const { problems, ...reported } = await runIdiom(idiom);
  const { calls, unresolved } = expectedOf(idiom);
  expect(reported).toEqual({ calls, unresolved });
  expect(problems).toEqual([]);
}

describe('idioms', () => {
  it.each(listIdioms().filter((idiom) => expectedOf(idiom).open === undefined))('%s', compare);
});

// What the engine does not do yet, said in each expected.json. One that begins to pass must lose its `open`.
describe('idioms that are still open', () => {
  it.fails.each(listIdioms().filter((idiom) => expectedOf(idiom).open !== undefined))('%s', compare);
});
