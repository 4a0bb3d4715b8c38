/** The process: environment in, exit code out. Everything else is handed to `runReporter`. */
import { systemClock } from './clock.ts';
import { ConfigError } from './config/config-error.ts';
import { parseConfig } from './config/parse-config.ts';
import { patternEngine } from './config/pattern-engine.ts';
import { AccessError } from './kubernetes/access-error.ts';
import { createLogger } from './observe/pino-logger.ts';
import { runReporter } from './reporter.ts';
import { SpoolError } from './spool/spool-error.ts';

/** By then the first lists are read, as a rule. */
const STARTED_MS = 3_000;

async function main(): Promise<number> {
  const ending = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => ending.abort(new Error(name)));
  let logger = createLogger('info', process.stdout);
  try {
    const { config, warnings } = parseConfig(process.env, await patternEngine(process.env));
    logger = createLogger(config.logLevel, process.stdout);
    for (const warning of warnings) logger.warn({}, warning);
    // What the start has left would lie there until the first burst; Node is to be started with --expose-gc for it.
    setTimeout(() => void globalThis.gc?.({ type: 'major', flavor: 'last-resort' }), STARTED_MS).unref();
    await runReporter({ config, env: process.env, clock: systemClock, logger }, ending.signal);
    return 0;
  } catch (error) {
    if (ending.signal.aborted && error === ending.signal.reason) return 0; // asked to end while starting
    if (error instanceof ConfigError) {
      for (const { variable, found, accepted } of error.problems) {
        logger.error({ variable, found, accepted }, 'a variable cannot be used');
      }
    } else if (error instanceof AccessError || error instanceof SpoolError) {
      logger.error({ code: error.code }, error.message);
    } else {
      logger.error({ stack: error instanceof Error ? error.stack : undefined }, `failed: ${String(error)}`);
    }
    return 1;
  }
}

// Sockets and timers of a failed start must not keep the process.
process.exit(await main());
