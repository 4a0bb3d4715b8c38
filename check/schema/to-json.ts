import { type HelmValue, isMap } from '../strvals/value.ts';

/** Values as plain JSON data, as a schema's validator wants them. */
export function toJson(value: HelmValue): unknown {
  if (Array.isArray(value)) return value.map(toJson);
  if (isMap(value)) return Object.fromEntries([...value].map(([key, inner]) => [key, toJson(inner)]));
  return typeof value === 'bigint' ? Number(value) : value;
}
