import { parseConfig } from '../../reporter/config/parse-config.ts';
import { linearPattern } from '../../reporter/linear-pattern.ts';
import type { LogFields } from '../../reporter/observe/logger.ts';
import { runReporter } from '../../reporter/reporter.ts';
import { eventually } from '../clock/eventually.ts';
import { TestClock } from '../clock/test-clock.ts';
import type { Stage } from './stage.ts';

/** A line of the log: its level, its text and its fields. */
export type LogLine = LogFields & { readonly level: string; readonly msg: string };

/**
 * The whole reporter within the test's own process, over real HTTP but under a clock that the test owns, so that
 * an hour passes at once. No Lease: what is saved every few seconds would make time fly by itself.
 */
export class ReporterInProcess {
  readonly log: LogLine[] = [];
  readonly clock: TestClock;
  readonly #ending = new AbortController();
  readonly #running: Promise<void>;

  private constructor(stage: Stage, more: Readonly<Record<string, string>>, clock: TestClock) {
    this.clock = clock;
    const env = {
      ...stage.env,
      SENTRY_K8S_METRICS_PORT: '0',
      SENTRY_K8S_GRACE_SECONDS: '5',
      ...more,
    };
    const at = (level: string) => (fields: LogFields, msg: string) => {
      this.log.push({ ...fields, level, msg });
    };
    const logger = {
      trace: at('trace'),
      debug: at('debug'),
      info: at('info'),
      warn: at('warn'),
      error: at('error'),
    };
    const { config } = parseConfig(env, linearPattern);
    this.#running = runReporter({ config, env, clock, logger }, this.#ending.signal);
  }

  /** A reporter that is just starting. */
  static launch(
    stage: Stage,
    more: Readonly<Record<string, string>> = {},
    clock = new TestClock({ now: Date.now() }),
  ): ReporterInProcess {
    const reporter = new ReporterInProcess(stage, more, clock);
    stage.atTheEnd(() => reporter.end());
    return reporter;
  }

  /** A reporter that is ready. */
  static async start(...args: Parameters<typeof ReporterInProcess.launch>): Promise<ReporterInProcess> {
    const reporter = ReporterInProcess.launch(...args);
    await eventually('the reporter to be ready', async () => (await reporter.readyz()).ok === true, 20_000);
    return reporter;
  }

  async readyz(): Promise<Readonly<Record<string, unknown>>> {
    const answer = await this.#get('/readyz');
    // /readyz answers a JSON object whatever the status.
    return answer === undefined ? {} : (JSON.parse(answer) as Record<string, unknown>);
  }

  /** The sum of a metric over the series that carry all the given labels. */
  async metric(name: string, labels: Readonly<Record<string, string>> = {}): Promise<number> {
    const wanted = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
    return ((await this.#get('/metrics')) ?? '')
      .split('\n')
      .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
      .filter((line) => wanted.every((label) => line.includes(label)))
      .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  async end(): Promise<void> {
    this.#ending.abort(new Error('the test is over'));
    await this.#running;
  }

  async #get(path: string): Promise<string | undefined> {
    const port = this.log.find(({ healthPort }) => healthPort !== undefined)?.healthPort;
    if (port === undefined) return undefined;
    return (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  }
}
