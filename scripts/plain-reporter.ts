import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one plain line, `N passed, N failed, N skipped`, which CI systems of any kind can read. */
export default class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      const states = [...module.children.allTests()].map(test => test.result().state);
      for (const state of states) count[state === 'passed' ? 'passed' : state === 'failed' ? 'failed' : 'skipped'] += 1;
      if (module.state() === 'failed' && !states.includes('failed')) count.failed += 1; // a file that did not load
    }
    process.stdout.write(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
  }
}
