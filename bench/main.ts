/**
 * `npm run bench -- charts`: medians, and ratios measured side by side in one run.
 * `npm run bench -- reporter [--agent PATH]`: the reporter beside other agents, on stand-ins for both ends.
 */
import { parseArgs } from 'node:util';
import { benchCharts } from './charts.ts';
import { benchReporter } from './reporter/bench.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    agent: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: [] },
    seconds: { type: 'string', default: '15' },
  },
});

switch (positionals[0]) {
  case 'charts':
    for (const { what, median, ratio } of await benchCharts(10)) {
      const beside = ratio === undefined ? '' : `, ${ratio.toFixed(2)} times`;
      console.log(`${what}: ${median.toFixed(0)} ms${beside}`);
    }
    break;
  case 'reporter':
    console.log(
      await benchReporter({ others: values.agent, only: values.only, seconds: Number(values.seconds) }),
    );
    break;
  default:
    console.error('say what to measure: charts, or reporter [--agent PATH] [--only NAME] [--seconds N]');
    process.exitCode = 2;
}
