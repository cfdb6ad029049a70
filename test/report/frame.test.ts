import { describe, expect, it } from 'vitest';
import { createPaint } from '../../src/report/colour.js';
import { codeFrame } from '../../src/report/frame.js';

const paint = createPaint(false);
const frame = (source: string, column: number, width?: number): string[] => codeFrame({ line: 7, column, source, note: 'here' }, 1, width, paint);

describe('codeFrame', () => {
  it('underlines the name at the column', () => {
    expect(frame('  await api.getUser(id);', 13)).toEqual(['  |', '7 |   await api.getUser(id);', '  |             ^^^^^^^ here']);
  });

  it('underlines a quoted text as a whole', () => {
    expect(frame(`rest.get('/users/me')`, 10)[2]).toBe('  |          ^^^^^^^^^^^ here');
  });

  it('underlines a grant of a manifest as a whole', () => {
    expect(frame('  - routing:*:*', 5)[2]).toBe('  |     ^^^^^^^^^^^ here');
  });

  it('stands under the name after tabs and wide characters', () => {
    expect(frame('\t客.get()', 4)).toEqual(['  |', '7 |     客.get()', '  |        ^^^ here']);
  });

  it('keeps the name in sight in a line of any length', () => {
    const source = `${'a;'.repeat(50_000)}getUser()${';b'.repeat(50_000)}`;
    const [, code = '', pointer = ''] = frame(source, 100_001, 80);
    expect(code.length).toBeLessThanOrEqual(80);
    expect(code).toContain('getUser');
    expect(pointer.indexOf('^')).toBe(code.indexOf('getUser'));
  });

  it('points at the end of a line that is shorter than the place', () => {
    expect(frame('ab', 9)).toEqual(['  |', '7 | ab', '  |   ^ here']);
  });
});
