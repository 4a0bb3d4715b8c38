import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { renderSchema } from './schema.ts';
import { defineValues, group, integer, list, string, stringMap } from './spec.ts';
import { defaultsOf } from './values-yaml.ts';

const values = defineValues({
  replicaCount: integer({ doc: 'How many.', default: 1, schema: { maximum: 2 } }),
  image: group('The image.', {
    tag: string({ doc: 'Tag.', default: '1.10' }),
    pullSecret: string({ doc: 'Optional.' }),
  }),
  files: stringMap({ doc: 'Files.', default: { 'config.yaml': 'a: b' } }),
  ports: list({ doc: 'Ports.', default: [1], items: { type: 'integer' } }),
});
const validate = new Ajv({ strict: false }).compile(renderSchema('sample', values));
const defaults = defaultsOf(values.members);

test('the defaults are accepted', () => {
  expect(validate(defaults)).toBe(true);
});

test.each([
  ['a key nobody declared', { ...defaults, typo: 1 }],
  ['a key nobody declared inside a group', { ...defaults, image: { tag: 'x', tagg: 'y' } }],
  ['a dotted key split by --set', { ...defaults, files: { 'config.yaml': 'a: b', config: { yaml: 'x' } } }],
  ['a value set to null, which Helm removes', { image: { tag: 'x' }, files: {}, ports: [] }],
  ['a group set to null', { replicaCount: 1, files: {}, ports: [] }],
  ['a number where text belongs', { ...defaults, image: { tag: 1.1 } }],
  ['text where a number belongs', { ...defaults, replicaCount: '1' }],
  ['a number out of bounds', { ...defaults, replicaCount: 3 }],
])('%s is refused', (_, given) => {
  expect(validate(given)).toBe(false);
});

test.each([
  ['global, which Helm adds to a subchart', { ...defaults, global: { anything: {} } }],
  ['werf, which nelm adds to every release', { ...defaults, werf: { version: '2' } }],
  ['an optional key that is absent', { ...defaults, image: { tag: 'x' } }],
])('%s is accepted', (_, given) => {
  expect(validate(given)).toBe(true);
});
