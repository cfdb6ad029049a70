import { describe, expect, it } from 'vitest';
import { applyBaseline, takeBaseline } from '../../src/audit/baseline.js';
import type { Finding } from '../../src/model/index.js';
import { readBaseline, writeBaseline } from '../../src/saved/baseline-file.js';
import { FINDING } from '../report/sample-result.js';

const at = (file: string, fingerprint = 'aaaaaaaaaaaaaaaa', line = 1): Finding => ({ ...FINDING, fingerprint, places: [{ file, line, column: 1, note: 'here' }] });

describe('applyBaseline', () => {
  it('hides what it knows, wherever the lines have moved', () => {
    const baseline = takeBaseline([at('a.ts'), at('b.ts', 'bbbbbbbbbbbbbbbb')], 'x.json');
    const { findings, hidden, gone } = applyBaseline([at('a.ts', 'aaaaaaaaaaaaaaaa', 90), at('renamed.ts', 'bbbbbbbbbbbbbbbb'), at('c.ts', 'cccccccccccccccc')], baseline);
    expect(findings.map(({ fingerprint }) => fingerprint)).toEqual(['cccccccccccccccc']);
    expect(hidden).toHaveLength(2);
    expect(gone).toEqual([]);
  });

  it('counts: one more of the same is reported, in the file that has more', () => {
    const baseline = takeBaseline([at('a.ts'), at('a.ts'), at('b.ts')], 'x.json');
    const { findings } = applyBaseline([at('0.ts'), at('a.ts'), at('a.ts'), at('b.ts')], baseline);
    expect(findings.map(({ places }) => places[0].file)).toEqual(['0.ts']);
  });

  it('says what no longer occurs, and how often less', () => {
    const baseline = takeBaseline([at('a.ts'), at('a.ts'), at('b.ts', 'bbbbbbbbbbbbbbbb')], 'x.json');
    expect(applyBaseline([at('a.ts')], baseline).gone).toMatchObject([{ fingerprint: 'aaaaaaaaaaaaaaaa', count: 1 }, { fingerprint: 'bbbbbbbbbbbbbbbb', count: 1 }]);
  });
});

describe('the file', () => {
  it('is the same whatever the order of findings, and reads back', () => {
    const findings = [at('b.ts'), at('a.ts'), at('a.ts')];
    const text = writeBaseline(takeBaseline(findings, 'x.json'));
    expect(writeBaseline(takeBaseline([...findings].reverse(), 'x.json'))).toBe(text);
    expect(readBaseline(text, 'x.json')).toEqual({ baseline: takeBaseline(findings, 'x.json'), problems: [] });
  });

  it.each([
    ['{', 1],
    ['{"format":2,"findings":[]}', 1],
    ['{"format":1,"findings":[{"rule":"a"}]}', 1],
    ['{\n"format": 1,\n<<<<<<< HEAD\n', 3],
    ['null', 1],
  ])('%j is refused with a place', (text, line) => {
    const { baseline, problems } = readBaseline(text, 'x.json');
    expect(baseline).toBeUndefined();
    expect(problems).toMatchObject([{ level: 'error', code: 'baseline-broken', place: { file: 'x.json', line } }]);
  });
});
