import type { ApiClient } from './api-client.ts';
import { failure } from './connection.ts';

export interface PodLogQuery {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** The run before the one that the container is in now. */
  readonly previous: boolean;
  /** How many of the last lines. */
  readonly lines: number;
}

/** More is not taken, however long the lines are. */
const MOST_BYTES = 256 * 1024;

/**
 * The last lines that a run of a container wrote, each behind its time in RFC 3339 and a blank.
 *
 * @throws ApiError; `rejected` when the container has no such run
 */
export async function readPodLog(api: ApiClient, query: PodLogQuery, signal: AbortSignal): Promise<string> {
  const { namespace, pod, container, previous, lines } = query;
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
  const asked = { container, previous, timestamps: true, tailLines: lines, limitBytes: MOST_BYTES };
  const response = await api.stream(path, { query: asked, signal });
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      // Without setEncoding an IncomingMessage yields Buffers.
      chunks.push(chunk as Buffer);
      bytes += chunks.at(-1)?.length ?? 0;
      if (bytes >= MOST_BYTES) break;
    }
  } catch (cause) {
    throw failure(`GET ${path}`, cause, signal);
  } finally {
    response.destroy();
  }
  return Buffer.concat(chunks).toString('utf8', 0, MOST_BYTES);
}
