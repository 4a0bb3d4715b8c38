import type { Clock } from '../clock.ts';
import type { Logger } from '../observe/logger.ts';
import type { RouteOutcome, RouterOptions } from './router.ts';

export interface RouteCounterOptions {
  readonly metrics: { readonly routes: { inc(labels: { readonly outcome: RouteOutcome }): void } };
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How often one kind of trouble is complained of. */
const complaintMs = 600_000;

const complaints: Readonly<Partial<Record<RouteOutcome, string>>> = {
  unread: 'objects or namespaces could not be read for a DSN; their events go to the main DSN',
  invalid: 'an annotation k8s.sentry.io/dsn is no DSN; its events go to the main DSN',
  refused:
    'an annotation k8s.sentry.io/dsn names a host that SENTRY_K8S_CUSTOM_DSN_HOSTS does not allow; its events go to the main DSN',
  too_many: 'annotations name more DSNs than the reporter serves; further ones are sent to the main DSN',
};

/** Counts routes, and says now and then in the log what keeps an event from the DSN it should have. */
export function routeCounter({ metrics, clock, logger }: RouteCounterOptions): RouterOptions['count'] {
  const said = new Map<RouteOutcome, number>();
  return (outcome, { kind, namespace = '', name }) => {
    metrics.routes.inc({ outcome });
    const complaint = complaints[outcome];
    const last = said.get(outcome);
    if (complaint === undefined || (last !== undefined && clock.now() - last < complaintMs)) return;
    said.set(outcome, clock.now());
    logger.warn({ outcome, object: `${kind} ${namespace}/${name}` }, complaint);
  };
}
