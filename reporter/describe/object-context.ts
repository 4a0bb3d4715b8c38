import { isBadNews } from '../kubernetes/condition.ts';
import { field, listField, textField } from '../kubernetes/untrusted.ts';
import { type Rows, shownMap, shownName, shownText } from './readable.ts';
import type { Redact } from './redact.ts';

/** A Kubernetes object as its reader needs it, the most telling rows first; what it lacks is left out. */
export function objectRows(object: unknown, redact: Redact): Rows {
  const metadata = field(object, 'metadata');
  const spec = field(object, 'spec');
  const status = field(object, 'status');
  const name = (value: unknown) => shownName(value);
  return {
    kind: name(field(object, 'kind')),
    name: name(field(metadata, 'name')),
    namespace: name(field(metadata, 'namespace')),
    phase: name(field(status, 'phase')),
    reason: name(field(status, 'reason')),
    message: shownText(field(status, 'message'), redact),
    ready: readyReplicas(spec, status),
    conditions: troubles(status, redact),
    schedule: name(field(spec, 'schedule')),
    images: images(spec),
    'service account': name(field(podSpec(spec), 'serviceAccountName')),
    'priority class': name(field(podSpec(spec), 'priorityClassName')),
    'restart policy': name(field(podSpec(spec), 'restartPolicy')),
    owner: owner(metadata),
    created: name(field(metadata, 'creationTimestamp')),
    deleted: name(field(metadata, 'deletionTimestamp')),
    uid: name(field(metadata, 'uid')),
    'api version': name(field(object, 'apiVersion')),
    labels: shownMap(field(metadata, 'labels'), redact),
    annotations: shownMap(withoutPrivate(field(metadata, 'annotations')), redact),
  };
}

/**
 * Conditions that say something is wrong, those with one reason together. Whether `True` or `False` is the good news
 * depends on the condition; what is ready, complete or available is well, and what is neither is shown.
 */
export function troubles(status: unknown, redact: Redact): readonly string[] | undefined {
  const found: { readonly types: string[]; readonly value: string; readonly why: string }[] = [];
  for (const condition of (listField(status, 'conditions') ?? []).slice(0, 40)) {
    const type = textField(condition, 'type');
    const value = textField(condition, 'status');
    if (type === undefined || value === undefined || value === goodNews(type)) continue;
    const why = [textField(condition, 'reason'), textField(condition, 'message')].filter(Boolean).join(': ');
    const same = found.find((one) => why !== '' && one.why === why && one.value === value);
    if (same === undefined) found.push({ types: [type], value, why });
    else same.types.push(type);
  }
  const shown = found.slice(0, 10).map(({ types, value, why }) => {
    const text = `${types.join(' and ')} ${types.length > 1 ? 'are' : 'is'} ${value}`;
    return shownText(why === '' ? text : `${text}, ${why}`, redact, 300) ?? '';
  });
  return shown.length === 0 ? undefined : shown;
}

function goodNews(type: string): 'True' | 'False' {
  return isBadNews(type) ? 'False' : 'True';
}

/** The spec of the pods a workload makes, or of the pod itself. */
function podSpec(spec: unknown): unknown {
  const template = field(field(field(spec, 'jobTemplate'), 'spec'), 'template') ?? field(spec, 'template');
  return field(template, 'spec') ?? spec;
}

function images(spec: unknown): Readonly<Record<string, string>> | undefined {
  const pod = podSpec(spec);
  const containers = [...(listField(pod, 'initContainers') ?? []), ...(listField(pod, 'containers') ?? [])];
  const entries = containers.slice(0, 20).flatMap((container) => {
    const [name, image] = [shownName(field(container, 'name')), shownName(field(container, 'image'))];
    return name === undefined || image === undefined ? [] : [[name, image] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function readyReplicas(spec: unknown, status: unknown): string | undefined {
  const wanted = field(spec, 'replicas') ?? field(status, 'desiredNumberScheduled');
  const ready = field(status, 'readyReplicas') ?? field(status, 'numberReady') ?? 0;
  return typeof wanted === 'number' && typeof ready === 'number' ? `${ready} of ${wanted}` : undefined;
}

function owner(metadata: unknown): string | undefined {
  const owners = listField(metadata, 'ownerReferences') ?? [];
  const first = owners.find((reference) => field(reference, 'controller') === true) ?? owners[0];
  const [kind, name] = [textField(first, 'kind'), textField(first, 'name')];
  return kind === undefined || name === undefined ? undefined : shownName(`${kind} ${name}`);
}

/** Annotations that hold a whole manifest, with whatever is in it, or a way into a Sentry project. */
const privateAnnotation =
  /last-applied|lastapplied|^kapp\.k14s\.io\/original|^objectset\.rio\.cattle\.io\/applied|(?:^|[./-])dsn$/i;

function withoutPrivate(annotations: unknown): unknown {
  if (typeof annotations !== 'object' || annotations === null) return undefined;
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => !privateAnnotation.test(key)));
}
