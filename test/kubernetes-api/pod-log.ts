import { type Answer, failed } from './answer.ts';
import type { Route } from './route.ts';

/**
 * What a container wrote, cut as the query asks.
 *
 * @param logs by `namespace/pod/container`, with `/previous` behind it for the instance before
 */
export function podLog(
  { namespace, name, subresource, query }: Route,
  logs: ReadonlyMap<string, string>,
): Answer {
  if (subresource !== 'log') return failed(404, `no such subresource: ${subresource}`);
  const instance = query.get('previous') === 'true' ? '/previous' : '';
  const written = logs.get(`${namespace}/${name}/${query.get('container')}${instance}`);
  if (written === undefined) return failed(400, 'the container has no such log');
  const lines = written.split('\n').slice(-Number(query.get('tailLines') ?? Number.POSITIVE_INFINITY));
  const limit = Number(query.get('limitBytes') ?? Number.POSITIVE_INFINITY);
  return { code: 200, json: lines.join('\n').slice(0, limit), headers: { 'content-type': 'text/plain' } };
}
