import { TryError } from './try-error.ts';

/** Events of a file, oldest first, as the API server would send them. */
export function readEvents(text: string, file: string): readonly unknown[] {
  const items = itemsOf(parsed(text, file));
  if (items === undefined || items.length === 0) {
    throw new TryError(
      `${file} holds no events: write it with kubectl get events --all-namespaces --output json`,
    );
  }
  return [...items].sort((one, other) => happened(one) - happened(other));
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TryError(
      `${file} is not JSON (${why}): write it with kubectl get events --all-namespaces --output json`,
      { cause },
    );
  }
}

function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if ('items' in value && Array.isArray(value.items)) return value.items;
  return 'kind' in value && value.kind === 'Event' ? [value] : undefined;
}

/** When it happened last; events without any time come first. */
function happened(event: unknown): number {
  if (typeof event !== 'object' || event === null) return 0;
  const { series, lastTimestamp, eventTime, metadata } = event as Readonly<Record<string, unknown>>; // checked below
  const times = [
    nested(series, 'lastObservedTime'),
    lastTimestamp,
    eventTime,
    nested(metadata, 'creationTimestamp'),
  ];
  const found = times.find((time) => typeof time === 'string');
  return found === undefined ? 0 : Date.parse(String(found)) || 0;
}

function nested(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
