import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Files, Plan } from './plan.ts';

/** Reads files of `root`, and every file under its folders; what is not there holds none. */
export async function readFiles(root: string, paths: readonly string[]): Promise<Files> {
  const files = new Map<string, string>();
  for (const start of paths) {
    for (const path of await pathsUnder(join(root, start))) {
      files.set(relative(root, path).split(sep).join('/'), await readFile(path, 'utf8'));
    }
  }
  return files;
}

/** Carries out a plan. Each file is replaced by a rename, so that a reader never sees half of one. */
export async function writePlan(root: string, wanted: Files, plan: Plan): Promise<void> {
  for (const path of [...plan.added, ...plan.changed]) {
    const target = join(root, path);
    const temporary = `${target}.${process.pid}.tmp`;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(temporary, wanted.get(path) ?? '', { mode: path.endsWith('.sh') ? 0o755 : 0o644 });
    await rename(temporary, target);
  }
  for (const path of plan.removed) await rm(join(root, path));
}

async function pathsUnder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (entries === undefined) return [folder];
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
