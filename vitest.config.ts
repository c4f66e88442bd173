import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{attacks,catalog,crawler,output,policy,api,site,cli,test,scripts,bench}/**/*.test.ts'],
    globalSetup: 'test/shared-renderer.ts',
    // Two cores: unit tests beside the source are quick, the integration tests start real processes.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
