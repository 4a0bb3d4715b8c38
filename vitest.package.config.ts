import { defineConfig } from 'vitest/config';

/** What strangers get: the npm package and the files of a release, made and tried for real. */
export default defineConfig({
  test: {
    include: ['test/package/**/*.test.ts', 'test/release/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
