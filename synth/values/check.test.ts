import { expect, test } from 'vitest';
import { checkValues } from './check.ts';
import { boolean, defineValues, group, integer, string } from './spec.ts';

test.each(['on', 'no', 'Y', 'global', 'with-dash', '1st'])('a value named %s is refused', (name) => {
  const values = defineValues({
    outer: group('Group.', { [name]: boolean({ doc: 'Switch.', default: true }) }),
  });
  expect(() => checkValues('sample', values)).toThrow(
    expect.objectContaining({ code: 'INVALID_VALUE_NAME' }),
  );
});

test('a default that breaks its own schema is refused', () => {
  const values = defineValues({ tag: string({ doc: 'Tag.', default: '', schema: { minLength: 1 } }) });
  expect(() => checkValues('sample', values)).toThrow(expect.objectContaining({ code: 'INVALID_DEFAULT' }));
});

test('a fraction as default is refused, because Helm prints it differently', () => {
  const values = defineValues({ share: integer({ doc: 'Share.', default: 0.5 }) });
  expect(() => checkValues('sample', values)).toThrow(expect.objectContaining({ code: 'INVALID_DEFAULT' }));
});
