import { rm } from 'node:fs/promises';
import { helms } from '../../test/tools/helm.ts';
import { alternately } from '../alternately.ts';
import { mistakes } from './accepted.ts';
import { type Chart, emptyChart, otherChart, ownCharts, render } from './chart.ts';
import { packageFigures } from './package.ts';
import { renderFigures } from './renders.ts';
import { type ChartFigures, table } from './table.ts';

export interface ChartsBench {
  /** Other charts: `FOLDER`, or `FOLDER:VALUES_FILE`. */
  readonly others: readonly string[];
  readonly rounds: number;
  /** Told what is being measured. */
  readonly progress: (line: string) => void;
}

/** This project's charts beside others, on what can be counted or timed: a Markdown table. */
export async function benchCharts({ others, rounds, progress }: ChartsBench): Promise<string> {
  const empty = await emptyChart();
  try {
    const measured = new Map<string, ChartFigures>();
    for (const [index, chart] of [...ownCharts, ...others.map(otherChart)].entries()) {
      progress(`measuring ${chart.folder}`);
      const name = measured.has(chart.name) ? `${chart.name} (${index + 1})` : chart.name;
      measured.set(name, await figuresOf(chart, empty, rounds));
    }
    return table(measured);
  } finally {
    await rm(empty.folder, { recursive: true });
  }
}

async function figuresOf(chart: Chart, empty: Chart, rounds: number): Promise<ChartFigures> {
  const both = await helms();
  const times: ChartFigures['times'][number][] = [];
  for (const helm of both) {
    const { median, ratio = Number.NaN } = await alternately(
      chart.name,
      () => render(helm, chart),
      () => render(helm, empty),
      rounds,
    );
    times.push({ median, ratio });
  }
  return {
    times,
    ...(await packageFigures(chart)),
    ...(await renderFigures(both, chart)),
    ...(await mistakes(both[1], chart)),
  };
}
