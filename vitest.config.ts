import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    // A browser or a gateway starts in seconds; a machine under load takes several times as long.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Real servers and browsers run beside the tests: more files at once than this slow each other down.
    maxWorkers: 2,
    reporters: ['default', './tools/summary-reporter.mjs'],
  },
});
