/**
 * `npm run bench -- charts [--chart FOLDER[:VALUES_FILE]]`: this project's charts, beside others, as a table.
 * `npm run bench -- check`: a check of values from start to end, beside Node alone.
 * `npm run bench -- describe`: what describing and grouping cost an event.
 * `npm run bench -- reporter [--agent PATH] [--latency MS]`: the reporter beside other agents, on stand-ins for both
 * ends; of a Sentry that takes so long to answer.
 * `npm run bench -- soak [--minutes N] [--rate N]`: whether its memory stays flat.
 * `npm run bench -- synth`: what synthesizing everything takes.
 */
import { parseArgs } from 'node:util';
import type { Figures } from './alternately.ts';
import { benchCharts } from './charts/bench.ts';
import { benchCheck } from './check.ts';
import { benchDescribe } from './describe.ts';
import { benchReporter } from './reporter/bench.ts';
import { growth, soak } from './reporter/soak.ts';
import { benchSynth } from './synth.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    chart: { type: 'string', multiple: true, default: [] },
    agent: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: [] },
    seconds: { type: 'string', default: '15' },
    minutes: { type: 'string', default: '30' },
    rate: { type: 'string', default: '50' },
    latency: { type: 'string', default: '0' },
  },
});

// The stand-in for Sentry reads it, which is a process of its own.
process.env.BENCH_LATENCY_MS = values.latency;

switch (positionals[0]) {
  case 'charts':
    console.log(await benchCharts({ others: values.chart, rounds: 10, progress: console.error }));
    break;
  case 'check':
    print(await benchCheck(10));
    break;
  case 'describe':
    for (const line of await benchDescribe()) console.log(line);
    break;
  case 'reporter':
    console.log(
      await benchReporter({ others: values.agent, only: values.only, seconds: Number(values.seconds) }),
    );
    break;
  case 'soak': {
    const result = await soak({ minutes: Number(values.minutes), rate: Number(values.rate) }, console.error);
    const { stored, delivered, repeated, memory } = result;
    const range = `${Math.min(...memory).toFixed(1)} to ${Math.max(...memory).toFixed(1)} MiB`;
    console.log(
      `${stored} events stored, ${delivered} delivered, ${repeated} repeated; memory after warm-up ${range}, ` +
        `growth ${growth(result).toFixed(1)} MiB`,
    );
    break;
  }
  case 'synth':
    print([await benchSynth(10)]);
    break;
  default:
    console.error(
      'say what to measure: charts [--chart FOLDER[:VALUES_FILE]]; synth; check; describe; reporter [--agent PATH] [--only NAME] [--seconds N] [--latency MS]; soak [--minutes N] [--rate N]',
    );
    process.exitCode = 2;
}

function print(figures: readonly Figures[]): void {
  for (const { what, median, ratio } of figures) {
    const beside = ratio === undefined ? '' : `, ${ratio.toFixed(2)} times`;
    console.log(`${what}: ${median.toFixed(0)} ms${beside}`);
  }
}
