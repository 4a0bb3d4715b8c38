import { and, eq, gt, isOneOf, not, or } from '../../template/functions.ts';
import { watchNamespaces } from './names.ts';
import { values } from './values.ts';

const { ref } = values;

/** Conditions that more than one file depends on. */
export const namesSecret = or(ref.sentry.existingSecret, ref.existingSecret);
export const usesOwnSecret = not(namesSecret);
export const usesCa = or(ref.ca.configMap, ref.ca.secret);
export const watchesAll = eq(watchNamespaces, '__all__');
export const usesClaim = eq(ref.spool.mode, 'persistentVolumeClaim');
export const ownsClaim = and(usesClaim, not(ref.spool.existingClaim));
/** Two replicas elect one of them; a single one needs no election. */
export const elects = gt(ref.replicaCount, 1);

/** Whether annotations of objects and namespaces lead events to other projects; the value may be text. */
export const routesDsns = isOneOf(ref.sentry.customDsns, ['true', '1', 'yes']);

/** The value may be text, of which "0" and "false" would count as true. */
export const monitorsCronJobs = isOneOf(ref.sentry.monitorCronjobs, ['true', '1', 'yes']);
