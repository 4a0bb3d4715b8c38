import { parseConfig } from '../reporter/config/parse-config.ts';
import { patternEngine } from '../reporter/config/pattern-engine.ts';
import { createPipeline } from '../reporter/pipeline.ts';
import { openSources } from '../reporter/sources.ts';
import type { SpoolItem } from '../reporter/spool/spool.ts';
import { scopesOf } from '../reporter/watch/scope.ts';
import { parseSentryEvent } from './local-sentry/sentry-event.ts';
import type { Trial } from './trial.ts';

/** What the reporter would send for events of a file, through its own pipeline. */
export async function tryEvents(events: readonly unknown[], trial: Trial): Promise<void> {
  const { clock, logger, env, passedOver, issues } = trial;
  const { config } = parseConfig({ ...env, SENTRY_DSN: 'http://try@127.0.0.1/1' }, await patternEngine(env));
  const [scope] = scopesOf('events', 'all');
  if (scope === undefined) return;
  let taken = 0;
  const { handle, settled } = createPipeline({
    clock,
    logger,
    sources: openSources({ config, clock, logger }),
    spool: {
      append: async (items: readonly SpoolItem[]) => {
        for (const { payload } of items) {
          const event = parseSentryEvent(JSON.parse(payload));
          if (event !== undefined) issues.add(event);
        }
        taken += items.length;
        return taken;
      },
    },
    room: async () => {},
    reached: async () => {},
    count: (outcome, _resource, change) => {
      if (change !== undefined) passedOver.add(outcome, change.object, config.filter);
    },
    signal: new AbortController().signal,
  });
  const changes = events.map((object) => ({ type: 'ADDED', known: false, object }) as const);
  await handle({ scope, origin: 'list', changes });
  await settled();
}
