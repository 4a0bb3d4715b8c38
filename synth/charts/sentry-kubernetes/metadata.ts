import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import type { Expression } from '../../template/expression.ts';
import { release } from '../../template/functions.ts';
import type { Templated } from '../../template/templated.ts';
import { fullname, labels } from './names.ts';

/** Metadata of an object in the release's namespace. */
export function namespaced(name: Expression<'string'> = fullname): Templated<ObjectMeta> {
  return { name, namespace: release.namespace, labels };
}
