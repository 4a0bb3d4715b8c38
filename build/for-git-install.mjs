/**
 * npm runs `prepare` for a package that it installs from Git, as pre-commit does, and for a developer's own
 * `npm ci`. Only the first needs the compiled sources; npm marks it by this variable.
 */
import { spawnSync } from 'node:child_process';

if (process.env._PACOTE_NO_PREPARE_ !== undefined) {
  const { status } = spawnSync('npm', ['run', 'build'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}
