import type { IncomingMessage, ServerResponse } from 'node:http';
import { failed, ok, send } from './answer.ts';
import type { EventLog, KubernetesObject } from './event-log.ts';
import type { Route } from './route.ts';

/** JSON merge patch (RFC 7386): null removes, objects merge, everything else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const result: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

/** Answers a merge patch once its body is there. */
export function patch(route: Route, log: EventLog, request: IncomingMessage, response: ServerResponse): void {
  const { resource, namespace = '', name = '' } = route;
  let body = '';
  request.setEncoding('utf8').on('data', (piece: string) => {
    body += piece;
  });
  request.on('end', () => {
    const stored = log.get(namespace, name);
    if (stored === undefined) return send(response, failed(404, `${resource} "${name}" not found`));
    // A merge patch of an object with metadata is an object with metadata.
    const patched = mergePatch(stored, JSON.parse(body)) as KubernetesObject;
    // A patch that names a resourceVersion applies to that version only.
    if (patched.metadata.resourceVersion !== stored.metadata.resourceVersion) {
      return send(response, failed(409, 'the object has been modified'));
    }
    send(response, ok(JSON.stringify(log.put(patched))));
  });
}

/** A Lease as a chart creates it: nobody holds it yet. */
export function newLease(namespace: string, name: string): KubernetesObject {
  return { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { namespace, name }, spec: {} };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
