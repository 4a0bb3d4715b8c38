import type { Rule } from '../rule/rule.ts';
import { deadInCommand, deadInValues } from './v01-dead-key.ts';

export const v02: Rule = {
  id: 'V02',
  severity: 'error',
  title: 'The chart dropped or renamed this key in an earlier version',
  explanation: `Values outlive the chart version they were written for. A dropped key is accepted and ignored: since 29.0.0 the
community Sentry chart brings no ClickHouse, since 30.0.0 probes have other keys, and no upgrade note says so. Name the
version you install with \`--chart-version\`; without it the newest known one counts.`,
  examples: [
    { text: 'clickhouse:\n  enabled: true\nsentry:\n  web: {}\n', known: 'sentry/sentry', finds: 'this' },
    {
      text: 'zookeeper:\n  enabled: true\nuser:\n  create: true\n',
      known: 'sentry/sentry',
      finds: 'this',
      fixed: 'user:\n  create: true\n',
    },
    {
      text: 'sentry:\n  web:\n    probeInitialDelaySeconds: 10\n    replicas: 1\n',
      known: 'sentry/sentry',
      finds: 'this',
    },
    { text: 'clickhouse:\n  enabled: true\n', known: 'sentry/sentry@26.8.1', finds: 'nothing' },
    { text: 'externalClickhouse:\n  host: ch\n', known: 'sentry/sentry', finds: 'nothing' },
  ],
  *inCommand(command, { chart }) {
    yield* deadInCommand(command, chart, 'removed');
  },
  *inValues(file, known) {
    yield* deadInValues(file, known, 'removed');
  },
};
