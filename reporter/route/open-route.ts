import type { Clock } from '../clock.ts';
import type { Logger } from '../observe/logger.ts';
import type { MarkReader } from './mark-reader.ts';
import { type RouteCounterOptions, routeCounter } from './route-counter.ts';
import { type FindRoute, Router } from './router.ts';
import type { RoutingOptions } from './routing-options.ts';

export interface OpenRouteOptions {
  readonly routing: RoutingOptions;
  readonly marks: MarkReader;
  readonly metrics: RouteCounterOptions['metrics'];
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The way to other DSNs and environments; undefined where everything goes to one. */
export function openRoute({
  routing,
  marks,
  metrics,
  clock,
  logger,
}: OpenRouteOptions): FindRoute | undefined {
  const { hosts, environmentKey } = routing;
  if (hosts === undefined && environmentKey === undefined) return undefined;
  const router = new Router({ ...routing, marks, count: routeCounter({ metrics, clock, logger }) });
  return (involved, known) => router.route(involved, known);
}
