import { parseArgs } from 'node:util';
import { SentryIngest } from './sentry-ingest.ts';

/** The stand-in as a program of its own: prints its DSN, then each item it takes as a line of JSON. */
const { values } = parseArgs({
  options: { host: { type: 'string', default: '127.0.0.1' }, port: { type: 'string', default: '9000' } },
});
const ingest = new SentryIngest();
ingest.received.push = (...items) => {
  for (const item of items) process.stdout.write(`${JSON.stringify(item)}\n`);
  return 0;
};
await ingest.start({ host: values.host, port: Number(values.port) });
process.stderr.write(`SENTRY_DSN=${ingest.dsn(1, values.host)}\n`);
