import { expect, it } from 'vitest';
import { KnownReleases } from './known-releases.ts';
import { type ReleaseFrom, releasesOf } from './release-of.ts';

const pod = (images: Readonly<Record<string, string>>, labels = {}) => ({
  metadata: { labels },
  spec: { containers: Object.entries(images).map(([name, image]) => ({ name, image })) },
});
const release = (image: string, from: ReleaseFrom = { kind: 'image' }) =>
  releasesOf(pod({ app: image }), from).get('app');

it.each([
  ['registry.example.com:5000/shop/api:1.4', 'api@1.4', '1.4'],
  ['api:v2', 'api@v2', 'v2'],
  [`api:1.4@sha256:${'ab'.repeat(32)}`, 'api@1.4', '1.4'],
  [`shop/api@sha256:${'ab'.repeat(32)}`, 'api@abababababab', 'abababababab'],
  ['api', undefined, undefined],
  ['shop/api:latest', undefined, undefined],
  ['', undefined, undefined],
])('takes it from the image %s', (image, whole, tag) => {
  expect(release(image)).toBe(whole);
  expect(release(image, { kind: 'tag' })).toBe(tag);
});

it('takes it from a label for every container, unless Sentry would refuse it', () => {
  const from = { kind: 'label', key: 'app.kubernetes.io/version' } as const;
  const labelled = (value: unknown) => releasesOf(pod({ app: 'x', side: 'y' }, { [from.key]: value }), from);
  expect([...labelled('2026.11')]).toEqual([
    ['app', '2026.11'],
    ['side', '2026.11'],
  ]);
  for (const value of ['', '..', 'Latest', 'a/b', 'a\nb', 'x'.repeat(201), 7, undefined]) {
    expect(labelled(value).size).toBe(0);
  }
});

it('remembers each pod by container, and the first container for what concerns none', () => {
  const releases = new KnownReleases({ kind: 'tag' }, 2);
  releases.note('a', pod({ app: 'x:1', side: 'y:2' }));
  expect([releases.of('a', 'app'), releases.of('a', 'side'), releases.of('a', undefined)]).toEqual([
    '1',
    '2',
    '1',
  ]);
  expect([releases.of('a', 'other'), releases.of('b', undefined), releases.of(undefined, 'app')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  releases.note('b', pod({ app: 'x:1' }));
  releases.note('c', pod({ app: 'x:1' }));
  expect(releases.of('a', 'app')).toBeUndefined();
  releases.note('c', pod({ app: 'x' }));
  expect(releases.of('c', 'app')).toBeUndefined();
});
