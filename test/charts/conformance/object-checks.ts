import { expect, test } from 'vitest';
import { duplicateListKeys, podSpecOf } from '../pods.ts';
import { idOf } from '../render.ts';
import type { ChartUnderTest } from './chart-under-test.ts';

/** What holds of each object that one scenario renders. */
export function objectChecks({ rendered }: ChartUnderTest, scenario: string): void {
  test('every object carries the standard labels, with values Kubernetes takes', () => {
    for (const object of rendered(scenario).objects) {
      const { labels = {} } = object.metadata;
      const wanted = [
        'helm.sh/chart',
        'app.kubernetes.io/name',
        'app.kubernetes.io/instance',
        'app.kubernetes.io/managed-by',
      ];
      expect(Object.keys(labels), idOf(object)).toEqual(expect.arrayContaining(wanted));
      for (const value of Object.values(labels))
        expect(value).toMatch(/^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/);
    }
  });

  test('no object is there twice, and no list has two items of one key', () => {
    const ids = rendered(scenario).objects.map(idOf);
    expect(new Set(ids).size).toBe(ids.length);
    for (const object of rendered(scenario).objects) {
      const pod = podSpecOf(object);
      if (pod !== undefined) expect(duplicateListKeys(pod), idOf(object)).toEqual([]);
    }
  });

  test('rights have no wildcard, and nothing but leases may be written', () => {
    for (const object of rendered(scenario).objects.filter(({ kind }) => /Role$/.test(kind))) {
      for (const rule of object.rules as readonly {
        verbs: string[];
        resources: string[];
        apiGroups: string[];
      }[]) {
        expect([...rule.verbs, ...rule.resources, ...rule.apiGroups], idOf(object)).not.toContain('*');
        const writes = rule.verbs.filter((verb) => !['get', 'list', 'watch'].includes(verb));
        if (writes.length > 0) expect(rule.resources).toEqual(['leases']);
      }
    }
  });

  test('hooks are tests or Jobs that clean up behind themselves, with weights as text', () => {
    for (const { metadata } of rendered(scenario).objects) {
      if (metadata.annotations?.['helm.sh/hook'] === undefined) continue;
      expect(metadata.annotations['helm.sh/hook-delete-policy']).toContain('before-hook-creation');
    }
  });
}
