import { beforeEach, describe, expect, it } from 'vitest';
import { nodeSource } from './nodes.ts';
import type { Source } from './source.ts';
import { eventsIn, see, testReporting } from './test-reporting.ts';
import { Told } from './told.ts';

let nodes: Source;

beforeEach(() => {
  nodes = nodeSource({ ...testReporting(), told: new Told() });
});

const at = '2026-01-01T00:30:00Z';
const condition = (type: string, status: string, part: Readonly<Record<string, unknown>> = {}) => ({
  type,
  status,
  reason: 'NodeStatusUnknown',
  message: 'Kubelet stopped posting node status.',
  lastTransitionTime: at,
  ...part,
});
const node = (conditions: readonly unknown[], part: Readonly<Record<string, unknown>> = {}) => ({
  metadata: { uid: 'n', name: 'node-1', creationTimestamp: '2025-12-01T00:00:00Z' },
  status: { conditions },
  ...part,
});

describe('a node', () => {
  it('that is not ready is reported once, with its reason, and again when it happens again', () => {
    expect(see(nodes, [node([condition('Ready', 'True')])])).toEqual(['unchanged']);
    const lost = node([condition('Ready', 'Unknown')]);
    const results = see(nodes, [lost, lost]);
    expect(results[1]).toBe('unchanged');
    expect(results[0]).toMatchObject({
      logentry: {
        message: 'NodeNotReady Node node-1: Kubelet stopped posting node status. (NodeStatusUnknown)',
      },
      level: 'fatal',
      timestamp: Date.parse(at) / 1000,
      fingerprint: ['test', '', 'Node', 'node-1', '', 'NodeNotReady'],
      server_name: 'node-1',
      tags: { kind: 'Node', node: 'node-1', reason: 'NodeNotReady' },
    });
    expect(see(nodes, [node([condition('Ready', 'True')])])).toEqual(['unchanged']);
    const later = node([condition('Ready', 'Unknown', { lastTransitionTime: '2026-01-01T00:50:00Z' })]);
    expect(eventsIn(see(nodes, [later]))).toHaveLength(1);
  });

  it('short of something is reported by what it is short of, a kernel in trouble as well', () => {
    const results = see(nodes, [
      node([
        condition('Ready', 'True'),
        condition('DiskPressure', 'True', { reason: 'KubeletHasDiskPressure', message: '' }),
        condition('MemoryPressure', 'False'),
        condition('KernelDeadlock', 'True'),
        condition('EtcdIsVoter', 'True'),
      ]),
    ]);
    expect(eventsIn(results).map(({ tags }) => tags?.reason)).toEqual([
      'NodeHasDiskPressure',
      'KernelDeadlock',
    ]);
  });

  it('of which a part is not ready is reported by that part', () => {
    const parts = [
      condition('Ready', 'True'),
      condition('KernelReady', 'False'),
      condition('StorageReady', 'Unknown'),
    ];
    expect(eventsIn(see(nodes, [node(parts)])).map(({ tags }) => tags?.reason)).toEqual(['KernelNotReady']);
  });

  it('shows which of its conditions are bad news, whether they are so when true or when false', () => {
    const conditions = [
      condition('Ready', 'False', { reason: 'KubeletNotReady', message: 'no network' }),
      ...['KernelDeadlock', 'ReadonlyFilesystem', 'FrequentKubeletRestart', 'CorruptDockerOverlay2'].map(
        (type) => condition(type, 'False'),
      ),
      condition('NetworkUnavailable', 'False'),
    ];
    const [event] = eventsIn(see(nodes, [node(conditions)]));
    expect(event?.contexts?.Node?.conditions).toEqual(['Ready is False, KubeletNotReady: no network']);
  });

  it('is given time to become ready, and reported when that does not help', () => {
    const created = (creationTimestamp: string) =>
      node([condition('Ready', 'False')], { metadata: { uid: 'n', name: 'node-1', creationTimestamp } });
    expect(see(nodes, [created('2026-01-01T00:55:00Z')])).toEqual(['unchanged']);
    expect(eventsIn(see(nodes, [created('2026-01-01T00:45:00Z')]))).toHaveLength(1);
  });

  it.each([
    [{ metadata: { uid: 'n', name: 'node-1', deletionTimestamp: at } }],
    [{ spec: { taints: [{ key: 'ToBeDeletedByClusterAutoscaler', effect: 'NoSchedule' }] } }],
  ])('that is being taken away may be not ready: %j', (part) => {
    expect(see(nodes, [node([condition('Ready', 'False')], part)])).toEqual(['unchanged']);
  });

  it('in trouble before the start is known, and forgotten when it is deleted', () => {
    const lost = node([condition('Ready', 'Unknown')]);
    expect(see(nodes, [lost], { known: true })).toEqual(['known']);
    expect(see(nodes, [lost])).toEqual(['unchanged']);
    expect(see(nodes, [lost], { type: 'DELETED' })).toEqual(['deleted']);
    expect(eventsIn(see(nodes, [lost]))).toHaveLength(1);
  });

  it.each([null, {}, { metadata: { uid: 'n' } }])('that is none is counted as malformed: %j', (object) => {
    expect(see(nodes, [object])).toEqual(['malformed']);
  });
});
