import { describe, expect, it } from 'vitest';
import { phaseAt, planLife } from '../../src/auth/token-life.js';

const SECOND = 1_000;

describe('the life of a token', () => {
  it.each([
    [1, 0.5, 0.95],
    [300, 150, 285],
    [600, 300, 570],
    [86_400, 86_100, 86_370],
    [38_880_000, 38_879_700, 38_879_970],
  ])('of %d s has its buffer at %d s and its floor at %d s', (life, buffer, floor) => {
    const plan = planLife(life * SECOND, () => 0);
    expect([plan.bufferAt, plan.floorAt, plan.renewAt]).toEqual([buffer * SECOND, floor * SECOND, buffer * SECOND]);
  });

  it('keeps five minutes of buffer wherever it has ten', () => {
    expect(planLife(600 * SECOND, () => 0).clamped).toBe(false);
    expect(planLife(599 * SECOND, () => 0).clamped).toBe(true);
  });

  it('is renewed up to 30 s earlier, never later', () => {
    expect(planLife(86_400 * SECOND, () => 1).renewAt).toBe(86_070 * SECOND);
    for (const life of [1, 10, 300, 3_600, 86_400]) expect(planLife(life * SECOND, () => 1).renewAt).toBeLessThanOrEqual(planLife(life * SECOND, () => 0).renewAt);
  });

  it('goes through its phases in order', () => {
    const plan = planLife(86_400 * SECOND, () => 0.5);
    const phases = [0, 86_084, 86_086, 86_099, 86_101, 86_369, 86_371].map((age) => phaseAt(plan, age * SECOND));
    expect(phases).toEqual(['fresh', 'fresh', 'renew', 'renew', 'buffer', 'buffer', 'dead']);
  });

  it('is in its buffer for a caller that needs more of it', () => {
    const plan = planLife(3_600 * SECOND, () => 0);
    expect(phaseAt(plan, 0, 3_601 * SECOND)).toBe('buffer');
    expect(phaseAt(plan, 0, 3_600 * SECOND)).toBe('fresh');
  });
});
