/** A vitest reporter that ends the run with one plain line: `12 passed, 0 failed, 1 skipped, 2 expected to fail`. */
export default class ClosingLine {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0, expected: 0 };
    for (const module of modules) {
      counts.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state === 'pending' ? 'failed' : state === 'passed' && test.options.fails ? 'expected' : state] += 1;
      }
    }
    const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
    const expected = counts.expected > 0 ? `, ${counts.expected} expected to fail` : '';
    process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}${expected}\n`);
  }
}
