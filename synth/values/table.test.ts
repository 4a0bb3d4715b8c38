import { expect, test } from 'vitest';
import { defineValues, group, string } from './spec.ts';
import { renderTable } from './table.ts';

test('each value is a row, with pipes and line breaks made harmless', () => {
  const values = defineValues({
    image: group('Image.', {
      tag: string({ doc: 'Either a|b,\nor nothing.', default: 'x|y' }),
      digest: string({ doc: 'Optional.' }),
    }),
  });
  expect(renderTable(values.members)).toMatchInlineSnapshot(`
    "| Key | Description | Default |
    | --- | --- | --- |
    | \`image.tag\` | Either a\\|b, or nothing. | \`"x\\|y"\` |
    | \`image.digest\` | Optional. | not set |"
  `);
});
