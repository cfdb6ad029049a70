import { describe, expect, it } from 'vitest';
import { languageOf, normalPath, scoreRepository, sumUp, type Output } from '../../scripts/accuracy/score.mjs';

const label = { file: 'a.ts', line: 10, method: 'GET', path: '/api/v2/users/{userId}', via: 'rest' };
const call = { ...label, path: '/api/v2/users/{}', via: 'http', confidence: 'certain', evidence: [] };

function verdicts(output: Partial<Output>, labels = [label], dynamic: { file: string; line: number }[] = []): string[] {
  const { labels: entries, falses } = scoreRepository({ repo: 'o/n', commit: 'c', calls: labels, dynamic }, { calls: [], unresolved: [], ...output });
  return [...entries, ...falses].map((entry) => entry.verdict);
}

describe('scoreRepository', () => {
  it('finds a label within three lines of the call, whatever the parameter is called', () => {
    expect(verdicts({ calls: [{ ...call, line: 13 }] })).toEqual(['found']);
    expect(verdicts({ calls: [{ ...call, line: 14 }] })).toEqual(['silent', 'false']);
  });

  it('finds a label by an evidence place', () => {
    expect(verdicts({ calls: [{ ...call, file: 'b.ts', line: 1, evidence: [{ file: 'a.ts', line: 11, role: 'path' }] }] })).toEqual(['found']);
  });

  it('does not count a possible call as false', () => {
    expect(verdicts({ calls: [{ ...call, line: 99, confidence: 'possible' }] })).toEqual(['silent']);
  });

  it('tells a silent miss from one that is listed as unresolved', () => {
    expect(verdicts({ unresolved: [{ file: 'a.ts', line: 12 }] })).toEqual(['missed']);
  });

  it('lets one call stand for several labels, and several sends for one label', () => {
    expect(verdicts({ calls: [call] }, [label, { ...label, line: 12 }])).toEqual(['found', 'found']);
    expect(verdicts({ calls: [call, { ...call, line: 12 }] })).toEqual(['found']);
  });

  it('forgives a call at a place that is labelled dynamic', () => {
    expect(verdicts({ calls: [{ ...call, line: 50 }] }, [label], [{ file: 'a.ts', line: 51 }])).toEqual(['silent']);
  });

  it('leaves languages without a front end out', () => {
    expect(verdicts({}, [{ ...label, file: 'a.py' }])).toEqual([]);
  });
});

it('sums entries up', () => {
  const entry = { file: 'a.ts', line: 1, language: 'TypeScript', construct: 'sdk' } as const;
  const row = sumUp('all', [...(['found', 'found', 'found', 'silent', 'false'] as const)].map((verdict) => ({ ...entry, verdict })));
  expect(row).toMatchObject({ labels: 4, found: 3, missed: 1, silent: 1, wrong: 1, recall: 0.75, precision: 0.75 });
});

it('normalises paths and knows endings', () => {
  expect(normalPath('/api/v2/users/{userId}/?expand=x')).toBe('/api/v2/users/{}');
  expect(['a.vue', 'b.CJS', 'c.tsx', 'd.py'].map(languageOf)).toEqual(['HTML and Vue', 'JavaScript', 'TypeScript', undefined]);
});
