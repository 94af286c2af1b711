import { defineConfig } from 'vitest/config';

/** Tests that need a program from outside npm; `scripts/test-services.sh` installs what is missing. */
export default defineConfig({
  test: {
    include: ['{kernels,pipeline,client,dashboard,scripts}/**/*.services.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    reporters: ['default', './scripts/plain-reporter.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    pool: 'forks',
  },
});
