import { describe, expect, it } from 'vitest';
import { readSuppressions } from '../../src/audit/suppressions.js';

const read = (...lines: string[]) => readSuppressions(lines.join('\n'), 'a.ts');
const covered = (...lines: string[]) => read(...lines).suppressions.map(({ from, to }) => [from, to]);

describe('readSuppressions', () => {
  it('reads rules, reason and date', () => {
    expect(read('x(); // scope-audit-ignore[unresolved-call, missing-scope] -- old job (until 2027-01-31)').suppressions).toEqual([
      { file: 'a.ts', line: 1, column: 9, rules: ['unresolved-call', 'missing-scope'], reason: 'old job', until: '2027-01-31', from: 1, to: 1 },
    ]);
  });

  it.each([
    ['// scope-audit-ignore[a]: why'],
    ['/* scope-audit-ignore[a] -- why */'],
    ['  # scope-audit-ignore[a] — why'],
    ['<!-- scope-audit-ignore[a] -- why -->'],
    ['{/* scope-audit-ignore[a] -- why */}'],
    [' * scope-audit-ignore[a] -- why'],
  ])('%s covers the next line', (comment) => {
    expect(read(comment, '', 'x();').suppressions).toMatchObject([{ rules: ['a'], reason: 'why', from: 3, to: 3 }]);
  });

  it('covers a statement that is broken over lines, and not the block behind it', () => {
    const comment = '// scope-audit-ignore[a] -- why';
    expect(covered(comment, 'await api', '  .postUsers(', '    body,', '  );', 'next();')).toEqual([[2, 5]]);
    expect(covered(comment, 'call(a, () => {', '  b();', '});', 'next();')).toEqual([[2, 4]]);
    expect(covered(comment, 'function f() {', '  b();', '}')).toEqual([[2, 2]]);
    expect(covered(comment, "log(')');", 'next();')).toEqual([[2, 2]]);
    expect(covered(comment, comment, 'x();')).toEqual([[3, 3], [3, 3]]);
  });

  it('covers the whole file where it says so', () => {
    expect(covered('a();', '// scope-audit-ignore-file[a] -- why', 'b();')).toEqual([[1, 3]]);
  });

  it.each([
    ['// scope-audit-ignore', 'noRules', ''],
    ['// scope-audit-ignore[] -- why', 'noRules', ''],
    ['// scope-audit-ignore[a]', 'noReason', ''],
    ['// scope-audit-ignore[a] -- ', 'noReason', ''],
    ['// scope-audit-ignore[a] -- ___ …!', 'noReason', ''],
    ['// scope-audit-ignore[a] -- (until 2027-01-31)', 'noReason', ''],
    ['// scope-audit-ignore[a] -- why (until soon)', 'badDate', 'soon'],
    ['// scope-audit-ignore[a] -- why (until 2027-02-31)', 'badDate', '2027-02-31'],
  ])('%s is broken: %s', (line, fault, seen) => {
    expect(read(line)).toMatchObject({ suppressions: [], broken: [{ line: 1, fault, seen }] });
  });

  it.each(['принято до миграции', '迁移之前已批准', 'متفق عليه', '42'])('takes a reason in any script: %s', (reason) => {
    expect(read(`// scope-audit-ignore[a] -- ${reason}`, 'x();')).toMatchObject({ suppressions: [{ reason }], broken: [] });
  });

  it('is no suppression outside of a comment, or as part of a longer word', () => {
    expect(read("const text = 'scope-audit-ignore[a] -- why';", '// scope-audit-ignored[a] -- why')).toEqual({ suppressions: [], broken: [] });
  });
});
