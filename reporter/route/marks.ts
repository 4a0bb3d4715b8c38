import { controllerOf, type OwnerReference } from '../kubernetes/owner-reference.ts';
import { field, textField } from '../kubernetes/untrusted.ts';
import { dsnAnnotation } from './routing-options.ts';

/** What routing needs to know of one object; nothing else of it is kept. */
export interface Marks {
  readonly dsn: string | undefined;
  readonly environment: string | undefined;
  readonly owner: OwnerReference | undefined;
}

export const unmarked: Marks = { dsn: undefined, environment: undefined, owner: undefined };

/** Marks of an object as the API server gave it. */
export function marksOf(object: unknown, environmentKey: string | undefined): Marks {
  const metadata = field(object, 'metadata');
  const annotations = field(metadata, 'annotations');
  const named = (key: string) => textField(field(metadata, 'labels'), key) ?? textField(annotations, key);
  return {
    dsn: textField(annotations, dsnAnnotation)?.trim(),
    environment: environmentKey === undefined ? undefined : named(environmentKey)?.trim(),
    owner: controllerOf(metadata),
  };
}
