import { defineConfig } from 'vitest/config';

/** Five storms of 20,000 event versions; SEED and SIZE choose another. */
export default defineConfig({
  test: {
    include: ['test/reporter/chaos/**/*.test.ts'],
    env: { SIZE: process.env.SIZE ?? '20000', SEEDS: '1,2,3,4,5' },
  },
});
