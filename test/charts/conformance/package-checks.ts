import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import type { JsonSchema } from '../../../synth/values/json.ts';
import { leaves } from '../../../synth/values/leaves.ts';
import { defaultsOf } from '../../../synth/values/values-yaml.ts';
import { runHelm } from '../../tools/helm.ts';
import type { ChartUnderTest } from './chart-under-test.ts';

/** What holds of a chart's files, before anything is rendered. */
export function packageChecks({
  chart,
  folder,
  scenarios,
  values,
  schema,
  tools,
  helm,
  asking,
}: ChartUnderTest): void {
  test('passes lint --strict by both helms, with its defaults and with every scenario', async () => {
    for (const tool of tools) {
      for (const file of [undefined, ...scenarios.values()]) {
        const { code, stdout, stderr } = await runHelm(tool, [
          'lint',
          '--strict',
          folder,
          ...(file ? ['-f', file] : []),
        ]);
        expect(code, `${tool.name} ${file}: ${stdout}${stderr}`).toBe(0);
      }
    }
  }, 60_000);

  test('comes with at least ten scenarios', () => {
    expect(scenarios.size).toBeGreaterThanOrEqual(10);
  });

  test('says in Chart.yaml what Helm and Artifact Hub ask for', async () => {
    const metadata = load(await readFile(join(folder, 'Chart.yaml'), 'utf8')) as Record<string, unknown>; // asserted below
    expect(metadata).toMatchObject({ apiVersion: 'v2', name: chart, type: 'application' });
    expect(metadata.version).toMatch(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/);
    expect(metadata.appVersion).toEqual(expect.any(String));
    expect(metadata.kubeVersion).toMatch(/^>=1\.\d+\.0-0$/);
    for (const key of ['description', 'home', 'icon', 'maintainers', 'keywords'])
      expect(metadata).toHaveProperty(key);
    const annotations = metadata.annotations as Record<string, string>; // asserted by the next lines
    expect(annotations).toHaveProperty(['artifacthub.io/license']);
    const changes = load(annotations['artifacthub.io/changes'] ?? '');
    expect(changes).toEqual(
      expect.arrayContaining([
        {
          kind: expect.stringMatching(/^(added|changed|deprecated|removed|fixed|security)$/),
          description: expect.any(String),
        },
      ]),
    );
  });

  test('is packed to the same bytes twice', async () => {
    const target = await mkdtemp(join(tmpdir(), 'package-'));
    const pack = async (name: string) => {
      const { code, stderr } = await runHelm(helm, ['package', folder, '-d', join(target, name)]);
      expect(code, stderr).toBe(0);
      const [file] = await readdir(join(target, name));
      return createHash('sha256')
        .update(await readFile(join(target, name, file ?? '')))
        .digest('hex');
    };
    expect(await pack('one')).toBe(await pack('two'));
    await rm(target, { recursive: true });
  });

  test('values.yaml, schema and README name the same values', async () => {
    expect(load(await readFile(join(folder, 'values.yaml'), 'utf8'))).toEqual(defaultsOf(values.members));
    const readme = await readFile(join(folder, 'README.md'), 'utf8');
    const rows = [...readme.matchAll(/^\| `([^`]+)` \| .* \| .* \|$/gm)].map((match) => match[1]);
    const paths = leaves(values.members).map(({ path }) => path);
    expect(rows.filter((row) => row !== undefined && paths.includes(row))).toEqual(paths);
    for (const path of paths) expect(schemaAt(schema, path), path).toBeDefined();
  });

  test('draws nothing at random, asks no cluster and reads no clock while rendering', async () => {
    for (const file of await readdir(join(folder, 'templates'), { recursive: true })) {
      if (!/\.(yaml|tpl|txt)$/.test(file)) continue;
      const text = await readFile(join(folder, 'templates', file), 'utf8');
      const actions = [...text.matchAll(/\{\{.*?\}\}/gs)].join('\n');
      expect(actions, file).not.toMatch(
        /\b(rand[A-Z]\w*|now|genCA|genSelfSignedCert|genPrivateKey|uuidv4)\b/,
      );
      if (!(file in asking)) expect(actions, file).not.toMatch(/\blookup\b/);
    }
  });

  test('leaves no token and no generator marker in any file', async () => {
    for (const file of await readdir(folder, { recursive: true })) {
      if (!/\.(yaml|tpl|txt|json|md)$/.test(file)) continue;
      expect(await readFile(join(folder, file), 'utf8'), file).not.toMatch(/[\ue000-\ue002]/);
    }
  });
}

function schemaAt(schema: JsonSchema, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (here, key) => (here as { properties?: Record<string, unknown> })?.properties?.[key],
      schema,
    );
}
