import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{kernels,pipeline,client,dashboard,scripts}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.services.test.ts'],
    globalSetup: ['pipeline/src/shared/testing/global-setup.ts'],
    reporters: ['default', './scripts/plain-reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
});
