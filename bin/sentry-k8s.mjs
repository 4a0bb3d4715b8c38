#!/usr/bin/env node
// Plain JavaScript, so that an older Node can still say what is wrong with it.
import { existsSync } from 'node:fs';
import module from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`sentry-k8s needs Node 22.19 or later; this is ${process.version}.\n`);
  process.exit(1);
}

// What was compiled once need not be compiled at each start.
module.enableCompileCache?.();

// A checkout runs its sources as they are; Node does not strip types inside node_modules, so the package is built.
const source = new URL('../cli/main.ts', import.meta.url);
const built = new URL('../dist/cli/main.js', import.meta.url);
await import((existsSync(source) ? source : built).href);
