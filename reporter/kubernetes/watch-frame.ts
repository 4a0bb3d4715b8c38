import { field, textField } from './untrusted.ts';

/** One line of a watch. */
export type WatchFrame =
  | {
      readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
      readonly object: unknown;
      /** Absent when the object is malformed; then the place in the watch does not move. */
      readonly resourceVersion: string | undefined;
    }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string | undefined }
  /** `status` is a Kubernetes `Status` object, or should be. */
  | { readonly type: 'ERROR'; readonly status: unknown }
  /** A type this client does not know: to be counted and passed over. */
  | { readonly type: 'UNKNOWN'; readonly name: string };

/** The frame in a line, or `undefined` when the line is not a JSON object, so that the stream is not to be trusted. */
export function parseWatchFrame(line: string): WatchFrame | undefined {
  const parsed = parseObject(line);
  if (parsed === undefined) return undefined;
  const type = textField(parsed, 'type') ?? '';
  const object = field(parsed, 'object');
  const resourceVersion = textField(field(object, 'metadata'), 'resourceVersion');
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
      return { type, object, resourceVersion };
    case 'BOOKMARK':
      return { type, resourceVersion };
    case 'ERROR':
      return { type, status: object };
    default:
      return { type: 'UNKNOWN', name: type.slice(0, 50) };
  }
}

function parseObject(line: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
