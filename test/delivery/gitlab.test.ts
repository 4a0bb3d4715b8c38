import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { synthesizeDelivery } from '../../synth/delivery/synthesize-delivery.ts';
import type { Files } from '../../synth/output/plan.ts';
import type { Platforms } from '../../synth/platform/load.ts';
import { platformFiles } from '../platforms/synthesize.ts';
import { run, runOrThrow } from '../tools/run.ts';

const platforms = await platformFiles();
const program = fileURLToPath(new URL('../../node_modules/gitlab-ci-local/dist/index.js', import.meta.url));

/** GitLab's own schema and a second reader of its language, over a repository with these files. */
async function listed(files: Files, folder: string) {
  // Its own file, because the second reader finds no included ones outside of a commit.
  await writeFile(join(folder, '.gitlab-ci.yml'), files.get('ci/gitlab/pipeline.yml') ?? '');
  return run(process.execPath, [program, '--list-csv-all'], {
    cwd: folder,
    env: { GITLAB_CI: undefined, CI: undefined },
  });
}

/** The same platform, delivered by another tool. */
function by(tool: Platforms['shared']['delivery']['tool'], platforms: Platforms): Platforms {
  const changed = (platform: Platforms['shared']) => ({
    ...platform,
    delivery: { ...platform.delivery, tool },
  });
  return {
    shared: changed(platforms.shared),
    environments: new Map([...platforms.environments].map(([name, platform]) => [name, changed(platform)])),
  };
}

describe('the pipeline', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gitlab-'));
    await runOrThrow('git', ['init', '--quiet', '--initial-branch', 'main', folder]);
    await runOrThrow('git', ['remote', 'add', 'origin', 'git@gitlab.example.com:team/sentry.git'], {
      cwd: folder,
    });
    await writeFile(join(folder, '.gitlab-ci.yml'), '');
    await runOrThrow('git', ['-C', folder, 'add', '.']);
    await runOrThrow('git', [
      ...['-C', folder, '-c', 'user.name=test', '-c', 'user.email=test@localhost'],
      ...['commit', '--quiet', '-m', 'test'],
    ]);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each([...platforms])('of the platform %s passes the schema and is read', async (_, platform) => {
    const { stdout, stderr, code } = await listed(await synthesizeDelivery(platform), folder);
    expect(code, stderr + stdout).toBe(0);
    expect(stdout).toContain('check:generated');
  });

  test.each(['helm', 'helmfile', 'werf'] as const)('delivers by %s, production by hand', async (tool) => {
    const platform = platforms.get('environments');
    if (platform === undefined) throw new Error('there is no such platform');
    const { stdout, stderr, code } = await listed(await synthesizeDelivery(by(tool, platform)), folder);
    expect(code, stderr + stdout).toBe(0);
    expect(stdout).toMatch(/^deploy:staging;.*;on_success;/m);
    expect(stdout).toMatch(/^deploy:production;.*;manual;/m);
  });

  test('delivers each environment by the tool that it names', async () => {
    const platform = platforms.get('environments');
    if (platform === undefined) throw new Error('there is no such platform');
    const { shared, environments } = by('werf', platform);
    const [staging] = by('argocd', platform).environments;
    if (staging === undefined) throw new Error('there are no environments');
    const mixed = { shared, environments: new Map([...environments, staging]) };
    const { stdout, stderr, code } = await listed(await synthesizeDelivery(mixed), folder);
    expect(code, stderr + stdout).toBe(0);
    expect(stdout).not.toContain(`deploy:${staging[0]};`);
    expect(stdout).toContain('deploy:production;');
    expect(stdout).toContain('build:reporter;');
  });

  test('builds no image where no reporter is delivered', async () => {
    const platform = platforms.get('reference');
    if (platform === undefined) throw new Error('there is no such platform');
    const { shared } = by('werf', platform);
    const without = {
      shared: { ...shared, reporter: { ...shared.reporter, enabled: false } },
      environments: new Map(),
    };
    const { stdout, stderr, code } = await listed(await synthesizeDelivery(without), folder);
    expect(code, stderr + stdout).toBe(0);
    expect(stdout).toContain('deploy:production;');
    expect(stdout).not.toMatch(/build:reporter|cleanup:images|review:reporter/);
  });

  test.each(['helm', 'werf', 'flux'] as const)('as a component for %s passes the schema', async (tool) => {
    const platform = platforms.get('reference');
    if (platform === undefined) throw new Error('there is no such platform');
    const files = await synthesizeDelivery(by(tool, platform));
    const [header, jobs] = parseAllDocuments(files.get('ci/gitlab/templates/deliver/template.yml') ?? '');
    const { inputs } = header?.toJS().spec ?? {};
    const used = String(jobs).match(/(?<=\$\[\[ inputs\.)[a-z]+/g) ?? [];
    expect(Object.keys(inputs).sort()).toEqual([...new Set(used)].sort());
    const text = String(jobs).replace(
      /\$\[\[ inputs\.([a-z]+) \]\]/g,
      (_, name: string) => inputs[name].default || 'production',
    );
    const { stdout, stderr, code } = await listed(new Map([['ci/gitlab/pipeline.yml', text]]), folder);
    expect(code, stderr + stdout).toBe(0);
    expect(stdout).toMatch(/^deliver-production;.*;manual;/m);
  });

  test.each(['argocd', 'flux'] as const)('only checks where %s delivers', async (tool) => {
    const platform = platforms.get('reference');
    if (platform === undefined) throw new Error('there is no such platform');
    const { stdout, code } = await listed(await synthesizeDelivery(by(tool, platform)), folder);
    expect(code).toBe(0);
    expect(stdout).toContain('check:values');
    expect(stdout).not.toContain('deploy:');
  });

  test('with a misspelt keyword is refused, which shows that the schema is looked at', async () => {
    const files = new Map([
      [
        'ci/gitlab/pipeline.yml',
        'x:\n  script: [a]\n  environment: { name: a, deployment_tiers: production }\n',
      ],
    ]);
    const { stdout, stderr, code } = await listed(files, folder);
    expect(stderr + stdout).toContain('deployment_tiers');
    expect(code).not.toBe(0);
  });
});
