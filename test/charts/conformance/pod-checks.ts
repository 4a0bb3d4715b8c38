import { expect, test } from 'vitest';
import { containersOf, podSpecOf, restrictedViolations } from '../pods.ts';
import { idOf } from '../render.ts';
import type { ChartUnderTest } from './chart-under-test.ts';

/** What holds of the pods that one scenario renders. */
export function podChecks({ rendered }: ChartUnderTest, scenario: string): void {
  test('its pods meet the restricted standard, with requests, a memory limit and images that are pinned', () => {
    for (const object of rendered(scenario).objects) {
      const pod = podSpecOf(object);
      if (pod === undefined) continue;
      expect(restrictedViolations(pod), idOf(object)).toEqual([]);
      for (const container of containersOf(pod)) {
        expect(container.resources).toMatchObject({
          requests: { cpu: expect.anything(), memory: expect.anything() },
          limits: { memory: expect.anything() },
        });
        expect(container.securityContext?.readOnlyRootFilesystem).toBe(true);
        expect(container.image).toMatch(/(:[\w][\w.-]*|@sha256:[0-9a-f]{64})$/);
        expect(container.image).not.toMatch(/:latest$/);
      }
    }
  });

  test('long-running pods have three probes on named ports', () => {
    for (const object of rendered(scenario).objects) {
      if (!['Deployment', 'StatefulSet', 'DaemonSet'].includes(object.kind)) continue;
      for (const container of podSpecOf(object)?.containers ?? []) {
        for (const probe of [container.startupProbe, container.livenessProbe, container.readinessProbe]) {
          expect(container.ports?.map(({ name }) => name)).toContain(probe?.httpGet?.port);
        }
      }
    }
  });
}
