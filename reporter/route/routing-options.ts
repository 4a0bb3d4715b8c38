import type { Names } from '../policy/names.ts';

/** The annotation of the original agent that names the DSN of an object's events. */
export const dsnAnnotation = 'k8s.sentry.io/dsn';

export interface RoutingOptions {
  /** Where everything goes that is not led elsewhere. */
  readonly dsn: string;
  /** Hosts that annotations may name; undefined where annotations are not looked at. */
  readonly hosts: Names | undefined;
  /** Label or annotation of a namespace that names the environment of its events. */
  readonly environmentKey: string | undefined;
}
