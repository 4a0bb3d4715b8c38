import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { entries, splice } from '../../template/blocks.ts';
import type { Expression } from '../../template/expression.ts';
import { release } from '../../template/functions.ts';
import type { Templated } from '../../template/templated.ts';
import { fullname, labels } from './names.ts';

/** Metadata of an object in the release's namespace. */
export function namespaced(name: Expression<'string'> = fullname): Templated<ObjectMeta> {
  return { name, namespace: release.namespace, labels };
}

/** Metadata of an object that others find by a label: the user's labels stand beside the chart's. */
export function labelled(
  byLabels: Expression<'map'>,
  name: Expression<'string'> = fullname,
): Templated<ObjectMeta> {
  return { name, namespace: release.namespace, labels: entries({}, splice(labels), splice(byLabels)) };
}
