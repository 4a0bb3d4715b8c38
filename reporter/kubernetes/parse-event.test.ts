import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventObject } from '../../test/kubernetes-api/event-object.ts';
import type { EventRecord } from './event-record.ts';
import { parseEvent } from './parse-event.ts';

const NOW = Date.UTC(2026, 5, 1);

function parsed(object: unknown): EventRecord {
  const result = parseEvent(object, NOW);
  if (!result.ok) throw new Error(`refused: ${result.missing}`);
  return result.event;
}

/** The default event of a test, with some fields of the finished object replaced. */
const withFields = (override: Readonly<Record<string, unknown>>) => parsed(eventObject({ override }, 1));

describe('parsing a core/v1 event', () => {
  it('keeps what tells an occurrence and drops the rest', () => {
    expect(
      parsed(eventObject({ namespace: 'shop', count: 3, at: Date.UTC(2026, 0, 2) }, 1)),
    ).toMatchInlineSnapshot(`
      {
        "component": "kubelet",
        "count": 3,
        "firstSeen": 1767312000000,
        "host": "node-1",
        "involved": {
          "apiVersion": "v1",
          "fieldPath": "spec.containers{web}",
          "kind": "Pod",
          "name": "web-5d4b9c7f6d-00001",
          "namespace": "shop",
          "uid": "00000000-0000-4000-8000-000010000001",
        },
        "lastSeen": 1767312000000,
        "message": "Back-off restarting failed container web in pod web-5d4b9c7f6d-00001_shop",
        "name": "web-5d4b9c7f6d-00001.0000000000000001",
        "namespace": "shop",
        "reason": "BackOff",
        "resourceVersion": "",
        "type": "Warning",
        "uid": "00000000-0000-4000-8000-000000000001",
      }
    `);
  });

  it('cuts what is longer than any name', () => {
    const long = 'x'.repeat(1_000_000);
    const { reason, involved } = withFields({
      reason: long,
      involvedObject: { kind: 'Pod', name: 'a', uid: long },
    });
    expect(reason).toHaveLength(1024);
    expect(involved.uid).toHaveLength(1024);
  });

  it('takes the higher of count and series.count', () => {
    expect(withFields({ count: 3, series: { count: 7 } }).count).toBe(7);
    expect(withFields({ count: 9, series: { count: 7 } }).count).toBe(9);
    expect(withFields({ count: null, series: null }).count).toBe(1);
    expect(withFields({ count: 0 }).count).toBe(1);
    expect(withFields({ count: 'many' }).count).toBe(1);
  });
});

describe('parsing an event of the newer API', () => {
  const recurring = {
    count: null,
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: '2026-01-01T10:00:00.123456Z',
    series: { count: 42, lastObservedTime: '2026-01-01T11:30:00.654321Z' },
    source: {},
    reportingComponent: 'default-scheduler',
    reportingInstance: 'scheduler-0',
    action: 'Scheduling',
  };

  it('happened last when its series was last observed, not when it began', () => {
    const event = withFields(recurring);
    expect(new Date(event.lastSeen).toISOString()).toBe('2026-01-01T11:30:00.654Z');
    expect(new Date(event.firstSeen).toISOString()).toBe('2026-01-01T10:00:00.123Z');
    expect(event.count).toBe(42);
  });

  it('names its reporting component', () => {
    expect(withFields(recurring)).toMatchObject({ component: 'default-scheduler', action: 'Scheduling' });
  });

  it('is understood under the field names of events.k8s.io too', () => {
    const core = eventObject({}, 1);
    const {
      involvedObject,
      message,
      count,
      firstTimestamp,
      lastTimestamp,
      source,
      reportingComponent,
      ...rest
    } = core;
    const renamed = {
      ...rest,
      apiVersion: 'events.k8s.io/v1',
      regarding: involvedObject,
      note: message,
      deprecatedCount: count,
      deprecatedFirstTimestamp: firstTimestamp,
      deprecatedLastTimestamp: lastTimestamp,
      deprecatedSource: source,
      reportingController: reportingComponent,
    };
    expect(parsed(renamed)).toEqual(parsed(core));
  });
});

describe('the time of an event', () => {
  const none = { firstTimestamp: null, lastTimestamp: null, eventTime: null };

  it('falls back to its creation', () => {
    const event = withFields(none);
    expect(event.lastSeen).toBe(Date.UTC(2026, 0, 1));
    expect(event.firstSeen).toBe(event.lastSeen);
  });

  it('falls back to when it was received', () => {
    const object = eventObject({ override: none }, 1);
    expect(parsed({ ...object, metadata: { ...object.metadata, creationTimestamp: null } }).lastSeen).toBe(
      NOW,
    );
  });

  it('does not believe zero and nonsense', () => {
    const event = withFields({ ...none, lastTimestamp: '0001-01-01T00:00:00Z', eventTime: 'yesterday' });
    expect(event.lastSeen).toBe(Date.UTC(2026, 0, 1));
  });
});

describe('a malformed event', () => {
  it.each([
    [undefined, 'object'],
    [null, 'object'],
    ['text', 'object'],
    [[], 'object'],
    [{}, 'metadata.uid'],
    [{ metadata: { uid: 'u' } }, 'metadata.name'],
    [{ metadata: { uid: 'u', name: 'n' } }, 'involvedObject'],
    [{ metadata: { uid: 'u', name: 'n' }, involvedObject: {} }, 'involvedObject'],
  ])('is refused with what it lacks: %j', (object, missing) => {
    expect(parseEvent(object, NOW)).toEqual({ ok: false, missing });
  });

  it('never throws, and what it accepts is well formed', () => {
    const anything = fc.anything({ maxDepth: 4, withNullPrototype: true });
    const keys = [
      'metadata',
      'involvedObject',
      'series',
      'source',
      'count',
      'lastTimestamp',
      'type',
      'message',
    ];
    const object = fc.dictionary(fc.constantFrom(...keys), anything);
    const named = fc.record({ uid: fc.string(), name: fc.string() }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(anything, object), named, (value, metadata) => {
        const result = parseEvent(typeof value === 'object' ? { metadata, ...value } : value, NOW);
        if (!result.ok) return;
        expect(result.event.count).toBeGreaterThanOrEqual(1);
        expect(Number.isFinite(result.event.lastSeen)).toBe(true);
        expect(typeof result.event.message).toBe('string');
      }),
    );
  });
});
