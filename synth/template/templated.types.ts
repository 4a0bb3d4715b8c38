import type { Deployment } from 'kubernetes-types/apps/v1.js';
import type { Container, EnvVar, PodSpec } from 'kubernetes-types/core/v1.js';
import {
  entries,
  loopKey,
  loopValue,
  loopVariable,
  present,
  range,
  rangeMap,
  splice,
  when,
} from './blocks.ts';
import { Expression } from './expression.ts';
import type { Manifest, Templated } from './templated.ts';

/**
 * What must compile and what must not, checked by the type checker alone. Each expected error below is the promise
 * of the line after it.
 */
const text = new Expression('string', '.a');
const integer = new Expression('integer', '.b');
const map = new Expression('map', '.c');
const list = new Expression('list', '.d');
const item = loopVariable('item', 'string');

export const accepted: Manifest<Deployment> = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: text, labels: entries({ a: text }, splice(map)), annotations: present(map) },
  spec: {
    replicas: integer,
    selector: { matchLabels: map },
    template: {
      spec: {
        priorityClassName: present(text),
        tolerations: present(list),
        containers: [{ name: 'a', ports: [{ containerPort: integer }], env: list }],
        volumes: [when(text, { name: 'v', emptyDir: {} }), splice(list)],
      },
    },
  },
};

export const misspeltField: Templated<PodSpec> = {
  containers: [],
  // @ts-expect-error a misspelt field
  nodeSelectr: map,
};

export const textForNumber: Templated<Container> = {
  name: 'a',
  // @ts-expect-error a string expression where a number belongs
  ports: [{ containerPort: text }],
};

export const numberForText: Templated<EnvVar> = {
  name: 'a',
  // @ts-expect-error a number where text belongs
  value: 1,
};

export const listForMap: Templated<PodSpec> = {
  containers: [],
  // @ts-expect-error a list expression where a map belongs
  nodeSelector: list,
};

export const mapForPresentList: Templated<PodSpec> = {
  containers: [],
  // @ts-expect-error a map that is left out when empty, where a list belongs
  tolerations: present(map),
};

export const misspeltInCondition: Templated<EnvVar[]> = [
  // @ts-expect-error a misspelt field inside a condition
  when(text, { name: 'a', valeu: text }),
];

export const misspeltInLoop: Templated<EnvVar[]> = [
  // @ts-expect-error a misspelt field inside a loop over a list
  range(list, item, { name: item, valeu: item }),
  // @ts-expect-error a misspelt field inside a loop over a map
  rangeMap(map, { name: loopKey, valeu: loopValue }),
];

export const wrongKindInCondition: Templated<Container> = {
  name: 'a',
  // @ts-expect-error a string expression where a number belongs, inside a condition
  ports: [when(text, { containerPort: text })],
};

// @ts-expect-error a required field is missing
export const missingField: Templated<EnvVar> = { value: text };
