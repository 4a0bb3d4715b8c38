import type { Breadcrumb } from '@sentry/node';
import { isNormal } from '../kubernetes/event-type.ts';
import type { Crumb } from './history.ts';
import { cut, limits, printable } from './limits.ts';

/** An earlier event of the object, or of what controls it, at its own time. */
export function breadcrumb(crumb: Crumb): Breadcrumb {
  const times = crumb.count > 1 ? ` (${crumb.count} times)` : '';
  const of = crumb.of === undefined ? '' : `${crumb.of} `;
  const what = cut(printable(`${of}${crumb.reason}`), 500);
  const said = [what, crumb.message].filter((part) => part !== '').join(': ') || 'nothing said';
  const normal = isNormal(crumb.type);
  return {
    type: normal ? 'default' : 'error',
    category: cut(printable(crumb.component) || 'kubernetes', limits.breadcrumbCategory),
    level: normal ? 'info' : 'warning',
    message: cut(`${said}${times}`, limits.breadcrumbMessage),
    timestamp: crumb.at / 1000,
  };
}
