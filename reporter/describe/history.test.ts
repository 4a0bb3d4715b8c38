import { expect, test } from 'vitest';
import { sampleRecord } from '../kubernetes/sample-record.ts';
import { History } from './history.ts';

const record = (object: string, uid: string, lastSeen = 0) =>
  sampleRecord({ uid, lastSeen, involved: { kind: 'Pod', name: object, uid: object } });
const remembered = (history: History, object: string) =>
  history.before(record(object, 'new', Number.MAX_SAFE_INTEGER)).map(({ uid }) => uid);

test('it forgets the object it has not heard of for longest', () => {
  const history = new History({ crumbs: 4, perObject: 2 });
  for (const [object, uid] of ['a1', 'b2', 'a3', 'c4', 'a5'].map((word) => [word.charAt(0), word.charAt(1)]))
    history.remember(record(object ?? '', uid ?? ''));
  history.remember(record('d', '6'));
  expect(remembered(history, 'a')).toEqual(['3', '5']);
  expect(remembered(history, 'b')).toEqual([]);
  expect(remembered(history, 'c')).toEqual(['4']);
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
