import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Helm, runHelm } from './helm.ts';

/** Renders template files with a real helm, in a chart that exists only for this. */
export async function renderScratch(
  helm: Helm,
  files: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chart-'));
  try {
    const all = {
      'Chart.yaml': 'apiVersion: v2\nname: scratch\nversion: 1.0.0\nappVersion: "1.0"\n',
      ...files,
    };
    for (const [path, content] of Object.entries(all)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    const result = await runHelm(helm, ['template', 'release', folder, '--namespace', 'space', ...args], {
      cwd: folder,
    });
    if (result.code !== 0) throw new Error(`${helm.name} could not render: ${result.stderr}`);
    return result.stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
