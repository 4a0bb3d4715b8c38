import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { boolean, defineValues, group, integer, list, string, stringMap } from './spec.ts';
import { defaultsOf, renderValuesYaml } from './values-yaml.ts';

const values = defineValues({
  replicaCount: integer({ doc: 'How many replicas.', default: 1 }),
  image: group('The image to run.', {
    tag: string({ doc: 'Tag of the image; text, because 1.10 would otherwise become 1.1.', default: '1.10' }),
    pullSecret: string({ doc: 'Secret for pulling it.', example: 'registry' }),
  }),
  labels: stringMap({ doc: 'Labels of the pod.', default: {}, example: { team: 'platform' } }),
  enabled: boolean({ doc: 'Whether to run at all.\n\nSecond paragraph.', default: true }),
  items: list({ doc: 'Things.', default: ['yes'], items: { type: 'string' } }),
});

test('each key stands under its sentences, and top-level keys are apart', () => {
  expect(renderValuesYaml('Values of a chart.', values.members)).toMatchInlineSnapshot(`
    "# Values of a chart.

    # How many replicas.
    replicaCount: 1

    # The image to run.
    image:
      # Tag of the image; text, because 1.10 would otherwise become 1.1.
      tag: "1.10"
      # Secret for pulling it.
      # pullSecret: registry

    # Labels of the pod.
    # labels:
    #   team: platform
    labels: {}

    # Whether to run at all.
    # Second paragraph.
    enabled: true

    # Things.
    items:
      - "yes"
    "
  `);
});

test('what Helm reads from values.yaml is the defaults', () => {
  const text = renderValuesYaml('Values of a chart.', values.members);
  expect(parse(text, { version: '1.1' })).toEqual(defaultsOf(values.members));
});
