import { describe, expect, it } from 'vitest';
import { parseHttpDate, parseRetryAfter } from '../../src/auth/retry-after.js';

const NOW = Date.UTC(2026, 10, 27, 12, 0, 0);
const waitOf = (value: string, date?: string): number | undefined => parseRetryAfter(new Headers({ 'retry-after': value, ...(date !== undefined && { date }) }), NOW);

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['7', 7_000],
    [' 120 ', 120_000],
    ['Fri, 27 Nov 2026 12:00:30 GMT', 30_000],
    ['Friday, 27-Nov-26 12:00:30 GMT', 30_000],
    ['Fri Nov 27 12:00:30 2026', 30_000],
    ['Fri, 27 Nov 2026 11:00:00 GMT', 0],
  ])('of "%s" is %d ms', (value, wait) => {
    expect(waitOf(value)).toBe(wait);
  });

  it.each(['', '-5', '1.5', 'soon', '5 s', '2026-11-27T12:00:30Z', 'Fri, 27 Nov 2026 25:00:30 GMT', '1e3', '0x10'])('is absent where it is "%s"', (value) => {
    expect(waitOf(value)).toBeUndefined();
  });

  it('counts a date from the Date of the same answer', () => {
    expect(waitOf('Fri, 27 Nov 2026 15:00:30 GMT', 'Fri, 27 Nov 2026 15:00:00 GMT')).toBe(30_000);
  });

  it('takes a year of two digits to be near', () => {
    expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT', NOW)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37));
  });
});
