/**
 * npm runs `prepare` for a package that it installs from Git, as pre-commit does, and for a developer's own
 * `npm ci`. Only the first needs compiled sources, has no compiler, and is marked by this variable: there the
 * types are taken away by Node itself.
 */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';

const skipped = /^(node_modules|dist|charts|values|ci|docs|test|bench|build|release|bin|\..*)$/;

if (process.env._PACOTE_NO_PREPARE_ !== undefined && module.stripTypeScriptTypes !== undefined)
  for (const entry of readdirSync('.', { withFileTypes: true }))
    if (entry.isDirectory() && !skipped.test(entry.name)) build(entry.name);

function build(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) build(path);
    else if (!/\.test\.ts$|\.snap$|\.md$/.test(path)) emit(path);
  }
}

function emit(path) {
  const target = join('dist', path.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  if (!path.endsWith('.ts')) copyFileSync(path, target);
  else {
    const code = module.stripTypeScriptTypes(readFileSync(path, 'utf8'));
    writeFileSync(
      target,
      code.replace(/(\bfrom |\bimport\(|\bimport )('|")(\.[^'"]*)\.ts\2/g, '$1$2$3.js$2'),
    );
  }
}
