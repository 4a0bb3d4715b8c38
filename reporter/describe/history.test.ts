import { expect, test } from 'vitest';
import { controllersOf } from '../group/controllers.ts';
import type { InvolvedObject } from '../kubernetes/event-record.ts';
import { sampleRecord } from '../kubernetes/sample-record.ts';
import { History } from './history.ts';

const record = (object: string, uid: string, lastSeen = 0) =>
  sampleRecord({ uid, lastSeen, involved: { kind: 'Pod', name: object, uid: object } });
const remembered = (history: History, object: string) =>
  history.before(record(object, 'new', Number.MAX_SAFE_INTEGER)).map(({ uid }) => uid);

test('it forgets the object it has not heard of for longest', () => {
  const history = new History({ bytes: 2_200, perObject: 2 });
  for (const [object, uid] of ['a1', 'b2', 'a3', 'c4', 'a5'].map((word) => [word.charAt(0), word.charAt(1)]))
    history.remember(record(object ?? '', uid ?? ''));
  history.remember(record('d', '6'));
  expect(remembered(history, 'a')).toEqual(['3', '5']);
  expect(remembered(history, 'b')).toEqual([]);
  expect(remembered(history, 'c')).toEqual(['4']);
});

test('long messages count for more than short ones, and those in wide characters for twice as much', () => {
  const held = (message: string) => {
    const history = new History({ bytes: 100_000 });
    const objects = Array.from({ length: 500 }, (_, n) => `pod-${n}`);
    for (const object of objects) history.remember({ ...record(object, '1'), message });
    return objects.filter((object) => remembered(history, object).length > 0).length;
  };
  expect(held('x')).toBeGreaterThan(1.5 * held('x'.repeat(500)));
  expect(held('x'.repeat(500))).toBeGreaterThan(1.3 * held('\u044f'.repeat(500)));
});

test('long names count too', () => {
  const held = (prefix: string) => {
    const history = new History({ bytes: 50_000 });
    const objects = Array.from({ length: 200 }, (_, n) => `${prefix}${n}`);
    for (const object of objects) history.remember(record(object, '1'));
    return objects.filter((object) => remembered(history, object).length > 0).length;
  };
  expect(held('pod-')).toBeGreaterThan(2 * held('x'.repeat(1_000)));
});

test('a controller that was created anew keeps its name when its predecessor is forgotten', () => {
  const history = new History({ bytes: 1_300 });
  const deployment = (uid: string) => ({ kind: 'Deployment', namespace: 'shop', name: 'api', uid });
  history.remember(sampleRecord({ uid: '1', involved: deployment('old') }));
  history.remember(sampleRecord({ uid: '2', involved: deployment('new') }));
  history.remember(record('other', '3'));
  const pod = sampleRecord({
    uid: '4',
    involved: { kind: 'Pod', namespace: 'shop', name: 'api-1', uid: 'pod' },
  });
  expect(history.before(pod, [deployment('')]).map(({ uid }) => uid)).toEqual(['2']);
});

test('of one event it remembers the newest occurrence', () => {
  const history = new History();
  history.remember({ ...record('a', '1', 1), count: 1 });
  history.remember(record('a', '2', 2));
  history.remember({ ...record('a', '1', 3), count: 2 });
  expect(history.before(record('a', 'new', 9)).map(({ uid, count }) => [uid, count])).toEqual([
    ['2', 1],
    ['1', 2],
  ]);
});

test('what happened after a record is not before it', () => {
  const history = new History();
  history.remember(record('a', '1', 10));
  history.remember(record('a', '2', 30));
  expect(history.before(record('a', '3', 20)).map(({ uid }) => uid)).toEqual(['1']);
});

test('an object without a uid is known by kind, namespace and name', () => {
  const history = new History();
  const of = (namespace: string) =>
    sampleRecord({ uid: namespace, involved: { kind: 'Pod', namespace, name: 'a' } });
  history.remember(of('x'));
  history.remember(of('y'));
  expect(history.before({ ...of('x'), uid: 'new' }).map(({ uid }) => uid)).toEqual(['x']);
});

test('a secret that the cut would halve is gone before the cut', () => {
  const history = new History();
  const message = `${'x'.repeat(470)} mysql://root:correct-horse-battery-staple@db/x and more to say`;
  history.remember({ ...record('a', '1'), message });
  const [crumb] = history.before(record('a', 'new', 1));
  expect(crumb?.message).toHaveLength(500);
  expect(crumb?.message).not.toContain('correct');
});

test('what happened to the controllers of a pod is among what happened before, at its time and by its name', () => {
  const history = new History();
  const involved = { kind: 'Pod', namespace: 'shop', name: 'api-6d5f7c9b8d-x2x7k', uid: 'pod' };
  const at = (lastSeen: number, uid: string, part: Partial<InvolvedObject>) =>
    history.remember(sampleRecord({ uid, lastSeen, involved: { ...involved, ...part } }));
  at(4, 'pulled', {});
  at(1, 'scaled', { kind: 'Deployment', name: 'api', uid: 'd' });
  at(3, 'created', { kind: 'ReplicaSet', name: 'api-6d5f7c9b8d', uid: 'r' });
  at(2, 'elsewhere', { kind: 'Deployment', name: 'api', uid: 'e', namespace: 'other' });
  at(2, 'neighbour', { kind: 'Pod', name: 'api-6d5f7c9b8d-zzzzz', uid: 'n' });
  at(9, 'later', { kind: 'Deployment', name: 'api', uid: 'd' });
  const record = sampleRecord({ uid: 'new', lastSeen: 5, involved });
  const crumbs = history.before(record, controllersOf(record.involved, record.host));
  expect(crumbs.map(({ uid, at: time, of }) => [uid, time, of])).toEqual([
    ['scaled', 1, 'Deployment api'],
    ['created', 3, 'ReplicaSet api-6d5f7c9b8d'],
    ['pulled', 4, undefined],
  ]);
});

test('a node is one object, by whatever uid its events call it', () => {
  const history = new History();
  const of = (uid: string, object: string) =>
    sampleRecord({ uid, involved: { kind: 'Node', name: 'node-1', uid: object } });
  history.remember(of('pressure', 'node-1'));
  expect(history.before(of('lost', '0b5d9f5e')).map(({ uid }) => uid)).toEqual(['pressure']);
});

test('what has happened again since is shown as it was then', () => {
  const history = new History();
  const times = [10, 20, 30];
  for (const [index, at] of times.entries()) history.remember({ ...record('a', '1', at), count: index + 1 });
  const shown = (at: number) => history.before(record('a', 'new', at)).map(({ at, count }) => [at, count]);
  expect(shown(29)).toEqual([[20, 2]]);
  expect(shown(30)).toEqual([[30, 3]]);
  history.remember({ ...record('a', '1', 30), count: 3 });
  expect(shown(29)).toEqual([[20, 2]]);
});

test('Normal events may belong to what happened though they are told to be later', () => {
  const history = new History();
  history.remember({ ...record('a', '1', 11), type: 'Normal' });
  history.remember({ ...record('a', '2', 11), type: 'Warning' });
  history.remember({ ...record('a', '3', 13), type: 'Normal' });
  expect(history.before(record('a', 'new', 10), [], 12).map(({ uid }) => uid)).toEqual(['1']);
});

test('an event that names the uid of an object in another namespace is told nothing of it', () => {
  const history = new History();
  const of = (namespace: string, uid: string) =>
    sampleRecord({ uid, involved: { kind: 'Pod', namespace, name: 'a', uid: 'the same' } });
  history.remember(of('shop', '1'));
  expect(history.before(of('shop', 'new'))).toHaveLength(1);
  expect(history.before(of('elsewhere', 'new'))).toEqual([]);
});
