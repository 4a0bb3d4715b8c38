import type { Received } from '../sentry-ingest/sentry-ingest.ts';

/**
 * An item and the header of its envelope as a text that is the same in every run: ids and times have names.
 * Breadcrumbs, many of the same second, stand in the order of their texts, each text once, without those that
 * controllers write now before and now after the trouble, or on some machines.
 */
export function normalised({ header, type, payload }: Received): string {
  const text = JSON.stringify({ header, item: { type, payload } }, stable, 2);
  return `${replacements.reduce((shown, [from, to]) => shown.replace(from, to), text)}\n`;
}

function stable(key: string, value: unknown): unknown {
  if (key === 'timestamp' && typeof value === 'number') return '(time)';
  // Of a pod that just ended it is the one before, now and then.
  if (key === 'phase') return '(phase)';
  if (key === 'duration' && typeof value === 'number') return '(seconds)';
  if (key === 'breadcrumbs' && Array.isArray(value))
    return distinct(value.filter((crumb) => !racing.test(textOf(crumb)))).sort(byText);
  if (key === 'allocatable') return Object.fromEntries(quantities.map((name) => [name, '(quantity)']));
  return machine.has(key) ? `(${key})` : value;
}

/** What a node has depends on the machine. */
const quantities = ['cpu', 'ephemeral-storage', 'memory', 'pods'];
const machine: ReadonlySet<string> = new Set(['runtime', 'operating system', 'kernel', 'architecture']);

/** A kubelet that starts again says again what it said before, under other events. */
function distinct(crumbs: readonly unknown[]): unknown[] {
  return [...new Map(crumbs.map((crumb) => [textOf(crumb).replace(times, ''), crumb])).values()];
}

const times = / \(\d+ times\)/;

const racing = /SawCompletedJob:|^(CgroupV1|InvalidDiskCapacity|NodeAllocatableEnforced):/;
const byText = (a: unknown, b: unknown) => textOf(a).localeCompare(textOf(b));
const textOf = (crumb: unknown) => String((crumb as { message?: unknown }).message); // a breadcrumb of the payload

/** A name's drawn parts: the hash of a template, and what sets apart one pod or event of several. */
const drawn = '[bcdfghjklmnpqrstvwxz2456789]';
const replacements: readonly (readonly [RegExp, string])[] = [
  [/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '(time)'],
  [/[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}/g, '(uid)'],
  [/containerd:\/\/[0-9a-f]{64}/g, 'containerd://(container)'],
  [/\b[0-9a-f]{32}\b/g, '(id)'],
  [/"span_id": "[0-9a-f]{16}"/g, '"span_id": "(id)"'],
  [/\.[0-9a-f]{16}\b/g, '.(event)'],
  [/ \(\d+ times\)/g, ''],
  [/sha256:[0-9a-f]{64}/g, 'sha256:(digest)'],
  [new RegExp(`\\b([a-z]+)-[456789bcdf]{6,10}-${drawn}{5}\\b`, 'g'), '$1-(template)-(pod)'],
  [/\b(exits|greedy|unprepared)-[456789bcdf]{6,10}\b/g, '$1-(template)'],
  [/"pod-template-hash": "[456789bcdf]+"/g, '"pod-template-hash": "(template)"'],
  [/"controller-revision-hash": "([a-z]+-)?[0-9a-z]+"/g, '"controller-revision-hash": "$1(revision)"'],
  [new RegExp(`\\b(daemon|fails)-${drawn}{5}\\b`, 'g'), '$1-(pod)'],
  [new RegExp(`\\b([a-z]+)-(2[0-9]{7})-${drawn}{5}\\b`, 'g'), '$1-(minute)-(pod)'],
  [/\b([a-z]+)-2[0-9]{7}\b/g, '$1-(minute)'],
  [/\b10\.244\.0\.\d+\b/g, '(pod address)'],
];
