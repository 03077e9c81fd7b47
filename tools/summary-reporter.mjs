import { writeFileSync } from 'node:fs';

/** Writes the counts of a vitest run as JSON to the file that TEST_COUNTS_FILE names, for tools/test.mjs. */
export default class SummaryReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const file = process.env.TEST_COUNTS_FILE;
    if (!file) return;
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      // What fails outside a test: a file that cannot be imported, a hook of a describe block.
      for (const suite of [module, ...module.children.allSuites()]) {
        if (suite.errors().length > 0) counts.failed += 1;
      }
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state === 'passed' || state === 'failed' ? state : 'skipped'] += 1;
      }
    }
    writeFileSync(file, JSON.stringify(counts));
  }
}
