import { benchCharts } from './charts.ts';

/** `npm run bench [-- charts]`: medians, and ratios measured side by side in one run. */
const benches = { charts: () => benchCharts(10) } as const;
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(', ')}; there is ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const { what, median, ratio } of await bench()) {
    console.log(
      `${what}: ${median.toFixed(0)} ms${ratio === undefined ? '' : `, ${ratio.toFixed(2)} times`}`,
    );
  }
}
