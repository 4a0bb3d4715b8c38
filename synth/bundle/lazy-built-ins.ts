import type { Plugin } from 'esbuild';

/**
 * Imports Node's own modules by `require`. An ES import of one reads every name that the module exports, and some
 * are made when they are first read: `node:http` would load a whole second HTTP client for its `WebSocket`, which
 * takes more memory than all of the reporter's own code.
 */
export const lazyBuiltIns: Plugin = {
  name: 'lazy-built-ins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'built-in' } : { path, external: true },
    );
    onLoad({ filter: /.*/, namespace: 'built-in' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
  },
};
