import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { decryptYaml, encryptYaml, rotateYaml } from './encrypted-yaml.ts';
import { parseKey } from './key.ts';

const key = parseKey('11ac8312520b5ff037bae386ea2e8a07', 'the test');
const other = parseKey('22ac8312520b5ff037bae386ea2e8a07', 'the test');
const file = (text: string) => ({ name: 'secret-values.yaml', text });
const encrypted = (text: string, previous?: string) =>
  encryptYaml(file(text), key, previous === undefined ? undefined : file(previous));
const decrypted = (text: string) => decryptYaml(file(text), key);

const plain = `# Who may read this.
database:
  user: sentry # the role
  password: "p: w # 1"
  port: 5432
  ratio: 1.10
  tls: true
  nothing: null
  empty:
hosts:
  - one
  - name: two
    note: |
      two lines
      of text
common: &common
  key: value
again: *common
`;

describe('an encrypted YAML file', () => {
  test('keeps keys, comments, nulls and structure, and shows no value', () => {
    const text = encrypted(plain);
    for (const part of [
      '# Who may read this.',
      '# the role',
      'database:',
      'nothing: null',
      '&common',
      '*common',
    ])
      expect(text).toContain(part);
    for (const secret of ['p: w', '5432', '1.10', 'two lines', 'one']) expect(text).not.toContain(secret);
    expect(parse(text).database.nothing).toBeNull();
    expect(parse(text).database.user).toMatch(/^1000[0-9a-f]{64}$/);
  });

  test('is decrypted to text with the spelling it had', () => {
    const { database, hosts, again } = parse(decrypted(encrypted(plain)));
    expect(database).toEqual({
      user: 'sentry',
      password: 'p: w # 1',
      port: '5432',
      ratio: '1.10',
      tls: 'true',
      nothing: null,
      empty: null,
    });
    expect(hosts).toEqual(['one', { name: 'two', note: 'two lines\nof text\n' }]);
    expect(again).toEqual({ key: 'value' });
  });

  test('changes in one line when one value changes, and not at all when none does', () => {
    const before = encrypted(plain);
    expect(encrypted(plain, before)).toBe(before);
    const after = encrypted(plain.replace('user: sentry', 'user: other'), before);
    const differing = before.split('\n').filter((line, index) => line !== after.split('\n')[index]);
    expect(differing).toHaveLength(1);
    expect(differing[0]).toContain('user:');
  });

  test('takes new keys and lets old ones go, keeping the rest', () => {
    const before = encrypted('a: 1\nb: 2\n');
    const after = encrypted('b: 2\nc: 3\n', before);
    expect(parse(after).b).toBe(parse(before).b);
    expect(Object.keys(parse(after))).toEqual(['b', 'c']);
  });

  test('moves to another key as a whole', () => {
    const rotated = rotateYaml(file(encrypted(plain)), key, other);
    expect(() => decrypted(rotated)).toThrow(/secret-values\.yaml: database\.user cannot be decrypted/);
    expect(parse(decryptYaml(file(rotated), other))).toEqual(parse(decrypted(encrypted(plain))));
  });

  test('gives back any tree of texts', () => {
    const leaf = fc.string({ unit: 'grapheme', maxLength: 40 });
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/), tie('node'), { maxKeys: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tree, { maxKeys: 4 }), (values) => {
        const text = stringify(values, { version: '1.1', defaultStringType: 'QUOTE_DOUBLE' });
        expect(parse(decrypted(encrypted(text)))).toEqual(values);
      }),
    );
  });

  test.each([
    [
      'a value that is not encrypted',
      'a:\n  b: plain\n',
      /secret-values\.yaml: a\.b is not an encrypted value/,
    ],
    ['a number', 'a: 12\n', /secret-values\.yaml: a is not an encrypted value/],
    ['an item of a list', 'a:\n  - x\n', /a\[0\] is not an encrypted value/],
  ])('names %s', (_, text, message) => {
    expect(() => decrypted(text)).toThrow(message);
  });

  test('names the place of a mistake without quoting the line, for it may hold a secret', () => {
    const attempt = () => encrypted('a: "hunter2\nb: [\n');
    expect(attempt).toThrow(/secret-values\.yaml is no YAML: .* in line \d+, column \d+/);
    expect(attempt).not.toThrow(/hunter2/);
  });

  test('is one document, and may be empty', () => {
    expect(() => encrypted('a: 1\n---\nb: 2\n')).toThrow(/several documents/);
    expect(encrypted('')).toBe('');
    expect(encrypted('# nothing yet\n')).toContain('# nothing yet');
  });
});
