/** A trial from start to end: what is read, what is shown. */
import { readFile } from 'node:fs/promises';
import type { Clock } from '../reporter/clock.ts';
import type { Logger } from '../reporter/observe/logger.ts';
import { tryCluster } from './from-cluster.ts';
import { tryEvents } from './from-file.ts';
import type { Issues } from './local-sentry/issues.ts';
import { startLocalSentry } from './local-sentry/local-sentry.ts';
import { PassedOver } from './passed-over.ts';
import { printIssues } from './print-issues.ts';
import { readEvents } from './read-events.ts';
import { TryError } from './try-error.ts';

export interface TrialOptions {
  readonly from:
    | { readonly kind: 'cluster'; readonly follow: boolean }
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'text'; readonly text: string };
  readonly show: { readonly kind: 'print' } | { readonly kind: 'page'; readonly port: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly print: (text: string) => void;
}

/**
 * Serves the page until the signal aborts, or prints the issues.
 *
 * @throws TryError, AccessError or ConfigError with what the person can mend
 */
export async function runTrial(options: TrialOptions, signal: AbortSignal): Promise<void> {
  const { from, show, env, clock, logger, print } = options;
  const passedOver = new PassedOver();
  let complete = false;
  const summary = ({ events, repeated }: Issues, checkIns: number) => ({
    events,
    repeated,
    checkIns,
    complete,
    passedOver: passedOver.all(),
  });
  const sentry = await startSentry(show.kind === 'page' ? show.port : 0, clock, summary);
  const { issues, url, dsn } = sentry;
  const trial = { clock, logger, env, issues, passedOver };
  const announce = () => {
    if (show.kind === 'page') print(`What Sentry would show is at ${url}\nCtrl-C ends it.\n`);
  };
  try {
    if (from.kind === 'cluster') {
      const follow = from.follow || show.kind === 'page';
      await tryCluster({ ...trial, dsn, follow, onStored: announce }, signal);
    } else {
      const [text, name] = from.kind === 'text' ? [from.text, 'standard input'] : await contentOf(from.path);
      await tryEvents(readEvents(text, name), trial);
      complete = true;
      announce();
      if (show.kind === 'page') await aborted(signal);
    }
    if (show.kind === 'print') print(printIssues(issues.all(), summary(issues, sentry.checkIns())));
  } finally {
    await sentry.close();
  }
}

type Summarize = Parameters<typeof startLocalSentry>[0]['summary'];

async function startSentry(port: number, clock: Clock, summary: Summarize) {
  return startLocalSentry({ port, now: () => clock.now(), summary }).catch((cause: unknown) => {
    throw new TryError(`port ${port} cannot be taken: name another with --port, or 0 for any`, { cause });
  });
}

async function contentOf(path: string): Promise<readonly [text: string, name: string]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TryError(`cannot read ${path}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  });
  return [text, path];
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
