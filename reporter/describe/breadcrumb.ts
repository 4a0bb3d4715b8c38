import type { Breadcrumb } from '@sentry/node';
import { isNormal } from '../kubernetes/event-type.ts';
import type { Crumb } from './history.ts';
import { cut, limits, printable } from './limits.ts';

/** An earlier event of the object, at its own time. */
export function breadcrumb(crumb: Crumb): Breadcrumb {
  const times = crumb.count > 1 ? ` (${crumb.count} times)` : '';
  const normal = isNormal(crumb.type);
  return {
    type: normal ? 'default' : 'error',
    category: cut(printable(crumb.component) || 'kubernetes', limits.breadcrumbCategory),
    level: normal ? 'info' : 'warning',
    message: cut(`${cut(printable(crumb.reason), 200)}: ${crumb.message}${times}`, limits.breadcrumbMessage),
    timestamp: crumb.at / 1000,
  };
}
