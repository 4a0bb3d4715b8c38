/** Ends with 0 as soon as the ClickHouse of a release is usable for Snuba, and not before. */
import { setTimeout as sleep } from 'node:timers/promises';
import { asker } from './clickhouse.ts';
import { expectedFrom } from './expected.ts';
import { monitor } from './keeper.ts';
import { inClusterReader } from './kubernetes.ts';
import { outcomes, untilUsable } from './until-usable.ts';

const patienceMs = 5000;
const expected = expectedFrom(process.env);

for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => process.exit(1));

const outcome = await untilUsable(expected, {
  senses: {
    read: inClusterReader(process.env, patienceMs),
    monitor: (host) => monitor(host, 2181, patienceMs),
    ask: asker(expected, patienceMs),
  },
  now: () => performance.now(),
  sleep,
  say: (line) => process.stdout.write(`${line}\n`),
});
process.exit(outcomes[outcome]);
