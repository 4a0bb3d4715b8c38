import { hash } from 'node:crypto';

/**
 * The Sentry event id of one occurrence: the same cluster, Kubernetes event and count, or other occurrence, always give the same
 * id, so that whatever is sent again is the same event to Sentry. 32 hex digits with the version and variant
 * bits of a UUID v4, which Sentry recommends.
 */
export function eventId(cluster: string, uid: string, occurrence: number | string): string {
  const hex = hash('sha256', `${cluster}\u0000${uid}\u0000${occurrence}`, 'hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 12)}4${hex.slice(13, 16)}${variant}${hex.slice(17, 32)}`;
}
