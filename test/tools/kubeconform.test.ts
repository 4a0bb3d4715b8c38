import { describe, expect, test } from 'vitest';
import { goTool } from './go-tools.ts';
import { kubeconform } from './kubeconform.ts';
import { kubernetesVersions } from './kubernetes-schemas.ts';

const tool = await goTool('kubeconform');
if (tool.state === 'missing') process.stderr.write(`[tools] skipped: ${tool.reason}\n`);

describe.skipIf(tool.state === 'missing').each(kubernetesVersions)(
  'kubeconform for Kubernetes %s',
  (version) => {
    const check = async (yaml: string) => {
      const result = await kubeconform(yaml, version);
      if (result.state === 'missing') throw new Error(result.reason);
      return result.findings.map(({ kind, status, message }) => `${kind} ${status} ${message}`);
    };
    const service = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: ${spec}\n`;

    test('accepts ports by number and by name, and null for "not set"', async () => {
      expect(await check(service('{ports: [{port: 80, targetPort: http}], sessionAffinity: null}'))).toEqual(
        [],
      );
      expect(await check(service('{ports: [{port: 80, targetPort: 8080}]}'))).toEqual([]);
    });

    test('refuses a field that does not exist', async () => {
      const findings = await check(service('{ports: [{port: 80}], sesionAffinity: None}'));
      expect(findings).toEqual([expect.stringMatching(/^Service statusInvalid .*sesionAffinity/)]);
    });

    test('refuses a number written as text', async () => {
      const findings = await check(service('{ports: [{port: "80"}]}'));
      expect(findings).toEqual([expect.stringMatching(/^Service statusInvalid .*port.*got string/)]);
    });

    test('says so when it knows no schema of a kind', async () => {
      const findings = await check('apiVersion: example.com/v1\nkind: Other\nmetadata: {name: o}\n');
      expect(findings).toEqual([expect.stringMatching(/^Other statusError could not find schema/)]);
    });
  },
);
