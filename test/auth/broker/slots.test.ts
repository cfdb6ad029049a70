import { describe, expect, it } from 'vitest';
import { slotOf } from '../../../src/auth/broker/slots.js';

const callers = Array.from({ length: 2000 }, (_, index) => `service-${index}`);

describe('slots', () => {
  it('keep a caller where it is', () => {
    expect(callers.map((caller) => slotOf(caller, 4))).toEqual(callers.map((caller) => slotOf(caller, 4)));
  });

  it('are filled evenly', () => {
    const filled = [0, 1, 2, 3].map((slot) => callers.filter((caller) => slotOf(caller, 4) === slot).length);
    expect(Math.min(...filled)).toBeGreaterThan(400);
    expect(Math.max(...filled)).toBeLessThan(600);
  });

  it('move a caller only to a slot that is new', () => {
    const moved = callers.filter((caller) => slotOf(caller, 5) !== slotOf(caller, 4));
    expect(moved.every((caller) => slotOf(caller, 5) === 4)).toBe(true);
    expect(moved.length).toBeLessThan(500);
  });

  it('are all one where there is one', () => {
    expect(new Set(callers.map((caller) => slotOf(caller, 1)))).toEqual(new Set([0]));
  });
});
