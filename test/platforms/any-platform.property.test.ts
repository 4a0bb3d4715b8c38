import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkConsistency, checkRendered } from '../../check/consistency/check-consistency.ts';
import { readInstallations } from '../../check/consistency/installation.ts';
import { loadPlatform, type Platforms } from '../../synth/platform/load.ts';
import { PlatformError } from '../../synth/platform/problem.ts';
import { platformSchema } from '../../synth/platform/schema.ts';
import { synthesizeValues } from '../../synth/releases/synthesize-values.ts';
import { emitYaml } from '../../synth/yaml/emit.ts';
import { chartFolder } from '../charts/render.ts';
import { helms, runHelm } from '../tools/helm.ts';
import { arbitraryPlatform } from './arbitrary-platform.ts';

/** A platform is small enough to read as it is, and making it smaller takes minutes. */
const once = { endOnFailure: true };

test('any platform file that the rules allow gives files that agree, and the schema allows it too', () => {
  const validate = new Ajv({ strict: false }).compile(JSON.parse(platformSchema()));
  let synthesized = 0;
  fc.assert(
    fc.property(arbitraryPlatform, (data) => {
      expect(validate(data), JSON.stringify(validate.errors)).toBe(true);
      const platforms = platformsOf(data);
      fc.pre(platforms !== undefined);
      synthesized++;
      expect(checkConsistency(synthesizeValues(platforms))).toEqual([]);
    }),
    { numRuns: 60, ...once },
  );
  expect(synthesized).toBeGreaterThan(40);
}, 120_000);

test('helm 3 and helm 4 render our charts with the values of any platform', async () => {
  const tools = await helms();
  await fc.assert(
    fc.asyncProperty(arbitraryPlatform, async (data) => {
      const platforms = platformsOf(data);
      fc.pre(platforms !== undefined);
      const files = synthesizeValues(platforms);
      const folder = await written(files);
      try {
        for (const { guide, releases } of readInstallations(files)) {
          for (const id of ['sentry-clickhouse', 'sentry-kubernetes']) {
            const release = releases.get(id);
            if (release === undefined) continue;
            const layers = [undefined, ...(guide.environment === undefined ? [] : [guide.environment])];
            const values = layers.flatMap((layer) => [
              '-f',
              join(folder, `values/${id}/values${layer === undefined ? '' : `-${layer}`}.yaml`),
            ]);
            for (const tool of tools) {
              const { code, stdout, stderr } = await runHelm(tool, [
                'template',
                release.name,
                chartFolder(id),
                '--namespace',
                release.namespace,
                ...values,
              ]);
              expect(code, `${tool.name}: ${stderr}`).toBe(0);
              if (id === 'sentry-clickhouse')
                expect(checkRendered(files, guide.environment, stdout)).toEqual([]);
            }
          }
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 8, ...once },
  );
}, 240_000);

/** Undefined for a file that only a rule between keys refuses, such as two releases of one name. */
function platformsOf(data: unknown): Platforms | undefined {
  try {
    return loadPlatform('platform.yaml', Buffer.from(emitYaml(data)));
  } catch (error) {
    if (error instanceof PlatformError && error.code === 'INVALID') return undefined;
    throw error;
  }
}

async function written(files: ReadonlyMap<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'platform-'));
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
