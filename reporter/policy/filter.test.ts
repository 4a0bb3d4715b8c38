import { expect, test } from 'vitest';
import { sampleRecord } from '../kubernetes/sample-record.ts';
import { linearPattern } from '../linear-pattern.ts';
import { filteredBecause, whyFiltered } from './filter.ts';
import { namesOf } from './names.ts';
import { sampleFilter } from './sample-filter.ts';

const options = sampleFilter({
  reasons: namesOf(['DockerStart']),
  sources: namesOf(['default-scheduler']),
  namespaces: namesOf(['kube-*', 'default']),
  kinds: namesOf(['Endpoints']),
  messages: [linearPattern('(?i)etcdserver: request timed out')],
  leastCounts: { usual: 1, byReason: new Map([['unhealthy', 3]]) },
});
const pod = { kind: 'Pod', name: 'a', namespace: 'shop' };

test.each([
  [{}, undefined],
  [{ type: 'Error' }, undefined],
  [{ type: 'Normal' }, 'normal'],
  [{ type: 'Info' }, 'normal'],
  [{ reason: 'dockerstart' }, 'reason'],
  [{ component: 'Default-Scheduler' }, 'source'],
  [{ involved: { ...pod, namespace: 'kube-system' } }, 'namespace'],
  [{ involved: { ...pod, kind: 'Endpoints' } }, 'kind'],
  [{ message: 'Etcdserver: request timed out, again' }, 'message'],
  [{ reason: 'Unhealthy', count: 2 }, 'count'],
  [{ reason: 'Unhealthy', count: 3 }, undefined],
] as const)('%j is filtered because of %s', (part, cause) => {
  expect(filteredBecause(sampleRecord(part), options)).toBe(cause);
});

test("a node's event is kept though the namespace it is stored in is excluded", () => {
  const record = sampleRecord({ namespace: 'default', involved: { kind: 'Node', name: 'node-1' } });
  expect(filteredBecause(record, options)).toBeUndefined();
});

test.each([
  [{ reason: 'BackOff' }, undefined],
  [{ reason: 'Unhealthy' }, 'unselected'],
  [{ component: 'other' }, 'unselected'],
  [{ involved: { ...pod, kind: 'Service' } }, 'unselected'],
  [{ message: 'nothing of it' }, 'unselected'],
] as const)('of what is selected alone, %j is filtered because of %s', (part, cause) => {
  const only = {
    reasons: namesOf(['BackOff']),
    sources: namesOf(['kubelet']),
    kinds: namesOf(['Pod', 'Job']),
    messages: [linearPattern('restarting')],
  };
  expect(filteredBecause(sampleRecord(part), sampleFilter({ only }))).toBe(cause);
});

test('a person is told what the filter stumbled over', () => {
  const because = (part: Parameters<typeof sampleRecord>[0]) =>
    whyFiltered(sampleRecord(part), options)?.because;
  expect(because({ type: 'Normal' })).toBe('its type says that nothing is wrong');
  expect(because({ involved: { ...pod, namespace: 'kube-system' } })).toBe('namespace kube-system');
  expect(because({ reason: 'Unhealthy', count: 2 })).toBe('it happened 2 of 3 times');
  expect(because({ message: 'etcdserver: request timed out' })).toMatch(/^message matches/);
});
