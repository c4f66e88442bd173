import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{attacks,catalog,crawler,output,policy,publish,api,site,cli,test,scripts,bench}/**/*.test.ts'],
    globalSetup: 'test/shared-renderer.ts',
    // On two cores: integration tests wait for real processes much of their time.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
