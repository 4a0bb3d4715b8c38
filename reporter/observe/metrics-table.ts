import { catalog, type MetricEntry } from './catalog.ts';

/** The metrics as a Markdown table, for the docs. */
export function metricsTable(): string {
  const rows = Object.entries<MetricEntry>(catalog).map(([name, { type, help, labels }]) => {
    const described = Object.entries(labels).map(([label, says]) => `\`${label}\`: ${says}`);
    return [`\`${name}\``, type, help, described.join('<br>')].join(' | ');
  });
  return ['Metric | Type | Meaning', '--- | --- | ---']
    .map((row) => `${row} | ${row.startsWith('-') ? '---' : 'Labels'}`)
    .concat(rows)
    .map((row) => `| ${row} |\n`)
    .join('');
}
