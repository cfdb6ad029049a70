import { describe, expect, it } from 'vitest';
import { expectedOf, listIdioms, runIdiom } from './run-idiom.js';

describe('idioms', () => {
  it.each(listIdioms())('%s', async (idiom) => {
    const { problems, ...reported } = await runIdiom(idiom);
    expect(reported).toEqual(expectedOf(idiom));
    expect(problems).toEqual([]);
  });
});
