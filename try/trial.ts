import type { Clock } from '../reporter/clock.ts';
import type { Logger } from '../reporter/observe/logger.ts';
import type { Issues } from './local-sentry/issues.ts';
import type { PassedOver } from './passed-over.ts';

/** What a trial reads and fills. */
export interface Trial {
  readonly clock: Clock;
  readonly logger: Logger;
  /** The reporter's own variables, for those who try a filter or a tag. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly issues: Issues;
  readonly passedOver: PassedOver;
}
