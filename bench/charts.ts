import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../synth/main.ts';
import { chartFolder } from '../test/charts/render.ts';
import { type Helm, helms, runHelm } from '../test/tools/helm.ts';
import { alternately, type Figures } from './alternately.ts';

/** How long the agent's chart takes to render, beside a chart of one ConfigMap; and a whole synth. */
export async function benchCharts(rounds: number): Promise<readonly Figures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'empty-chart-'));
  try {
    await mkdir(join(folder, 'templates'));
    await writeFile(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: empty\nversion: 1.0.0\n');
    await writeFile(
      join(folder, 'templates/one.yaml'),
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: one\n',
    );
    const figures: Figures[] = [];
    for (const helm of await helms()) {
      const ours = () => render(helm, chartFolder('sentry-kubernetes'), ['--set', 'sentry.existingSecret=s']);
      const empty = () => render(helm, folder, []);
      figures.push(
        await alternately(
          `${helm.name} template sentry-kubernetes, beside an empty chart`,
          ours,
          empty,
          rounds,
        ),
      );
    }
    figures.push(await alternately('synth of everything', synthesize, undefined, rounds));
    return figures;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function render(helm: Helm, chart: string, args: readonly string[]): Promise<void> {
  const { code, stderr } = await runHelm(helm, ['template', 'bench', chart, ...args]);
  if (code !== 0) throw new Error(stderr);
}
