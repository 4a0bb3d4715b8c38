import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{reporter,try,synth,check,secrets,cli,release,wait}/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['test/cluster/**', 'test/package/**', 'test/release/**', 'node_modules/**'],
    globalSetup: ['test/tools/global-setup.ts'],
    setupFiles: ['test/property-seed.ts'],
    testTimeout: 30_000,
  },
});
