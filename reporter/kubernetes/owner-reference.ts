import { field, listField, textField } from './untrusted.ts';

/** The controller among an object's owners. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** The owner that controls the object; undefined when nothing does. */
export function controllerOf(metadata: unknown): OwnerReference | undefined {
  const owner = listField(metadata, 'ownerReferences')?.find((one) => field(one, 'controller') === true);
  const kind = textField(owner, 'kind');
  const name = textField(owner, 'name');
  if (kind === undefined || name === undefined) return undefined;
  const apiVersion = textField(owner, 'apiVersion') ?? '';
  return { apiVersion, kind, name, uid: textField(owner, 'uid') ?? '' };
}
