import type { Plugin } from 'esbuild';

/** Modules that packages load at once for parts that the reporter does not use, and what they are told instead. */
const parts: Readonly<Record<string, string>> = {
  // prom-client gathers the metrics of a cluster's workers; there are none.
  cluster: '{}',
  // pino hands logs to worker threads when it is told to; it asks whether this is one.
  'thread-stream': '{}',
  worker_threads: '{ isMainThread: true }',
};

/** Leaves such parts out: they take up memory by being loaded. */
export const unusedParts: Plugin = {
  name: 'unused-parts',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(?:${Object.keys(parts).join('|')})$`) }, ({ path }) => ({
      path,
      namespace: 'unused',
    }));
    onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({
      contents: `module.exports = ${parts[path]};`,
    }));
  },
};
