import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '../source/source-error.ts';

const skipped = new Set(['node_modules', 'vendor', 'dist', '.git', '.terraform', '.venv', 'testdata']);
const wanted =
  /(\.(sh|bash|zsh|ps1|bat|cmd|ya?ml|md|mk)|^(Makefile|Dockerfile|Jenkinsfile|Justfile|Taskfile.*))$/i;
const most = 10_000;

/** Files of a folder that may hold deployment commands, in the order of their names; templates of charts hold none. */
export async function findSources(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const visit = async (path: string): Promise<void> => {
    const entries = await readdir(path, { withFileTypes: true });
    const isChart = entries.some(({ name }) => name === 'Chart.yaml');
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const inside = join(path, entry.name);
      if (entry.isDirectory() && !skipped.has(entry.name) && !(isChart && entry.name === 'templates'))
        await visit(inside);
      else if (entry.isFile() && wanted.test(entry.name)) found.push(inside);
      if (found.length > most)
        throw new SourceError(
          'TOO_LARGE',
          folder,
          `has more than ${most} files to look at; name a smaller folder`,
        );
    }
  };
  await visit(folder);
  return found;
}
