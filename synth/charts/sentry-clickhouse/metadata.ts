import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { entries, splice } from '../../template/blocks.ts';
import type { Expression } from '../../template/expression.ts';
import { release } from '../../template/functions.ts';
import type { Templated } from '../../template/templated.ts';
import { fullname, labels, selectorLabels } from './names.ts';

export type Component = 'clickhouse' | 'keeper' | 'wait';

/** Metadata of an object in the release's namespace. */
export function namespaced(
  name: Expression<'string'> = fullname,
  annotations: Templated<Record<string, string>> = {},
) {
  return {
    name,
    namespace: release.namespace,
    labels: entries({ 'app.kubernetes.io/part-of': 'sentry' }, splice(labels)),
    ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
  } satisfies Templated<ObjectMeta>;
}

/**
 * Labels of pods and claims, by which backup tools find them. They hold no version: a new chart must not restart a
 * database.
 */
export function lastingLabels(
  component: Component,
  more: Expression<'map'>,
): Templated<Record<string, string>> {
  return entries(
    { 'app.kubernetes.io/component': component, 'app.kubernetes.io/part-of': 'sentry' },
    splice(selectorLabels),
    splice(more),
  );
}

/** Data outlives the release: neither Helm (nor Argo CD, which reads its word) nor werf may delete these. */
export const kept: Readonly<Record<string, string>> = {
  'helm.sh/resource-policy': 'keep',
  'werf.io/resource-policy': 'keep',
};
