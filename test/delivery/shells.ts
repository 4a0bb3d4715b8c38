import { onPath } from '../tools/on-path.ts';

/** The shells that scripts must run under, as far as this machine has them. */
export const shells = await present(['dash', 'bash']);
export const hasShellcheck = (await present(['shellcheck'])).length > 0;

async function present(names: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(names.map((name) => onPath(name)));
  const missing = names.filter((_, index) => found[index] === undefined);
  if (missing.length > 0)
    process.stderr.write(`\n[delivery] SKIPPED: ${missing.join(', ')} is not installed\n\n`);
  return names.filter((name) => !missing.includes(name));
}
