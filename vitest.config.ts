import { configDefaults, defineConfig } from 'vitest/config';
import { SHARED_PROCESS } from './test/shared-process.js';

export default defineConfig({
  test: {
    environment: 'node',
    // A browser or a gateway starts in seconds; a machine under load takes several times as long.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Real servers and browsers run beside the tests: more files at once than this slow each other down.
    maxWorkers: 2,
    reporters: ['default', './tools/summary-reporter.mjs'],
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...SHARED_PROCESS],
        },
      },
      {
        extends: true,
        test: {
          name: 'shared',
          include: [...SHARED_PROCESS],
          isolate: false,
          // One test's spies and stubs end before the next begins, in whichever file it stands.
          restoreMocks: true,
          unstubGlobals: true,
          unstubEnvs: true,
        },
      },
    ],
  },
});
