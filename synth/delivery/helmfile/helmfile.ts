import type { Files } from '../../output/plan.ts';
import type { Release } from '../../platform/names/releases.ts';
import { repositoriesOf } from '../../releases/prerequisites.ts';
import { timeoutOf } from '../../releases/timeout.ts';
import { valuesFiles } from '../../releases/values-files.ts';
import { yamlFile } from '../generated.ts';
import type { Target } from '../target.ts';

/** One file per target, which stands for itself, and one that chooses among them by helmfile's environment. */
export function helmfile(targets: readonly Target[]): Files {
  return new Map([
    ['ci/helmfile/helmfile.yaml.gotmpl', chooser(targets)],
    ...targets.map((target): [string, string] => [`ci/helmfile/${target.label}.yaml`, targetFile(target)]),
  ]);
}

function chooser(targets: readonly Target[]): string {
  const environments = Object.fromEntries(targets.map(({ label }) => [label, {}]));
  return `${yamlFile(`helmfile -f ci/helmfile/helmfile.yaml.gotmpl -e ${targets[0]?.label} apply`, { environments })}---
{{ readFile (printf "%s.yaml" .Environment.Name) }}
`;
}

function targetFile(target: Target): string {
  const { releases } = target.installation.names;
  return yamlFile(`helmfile -f ci/helmfile/${target.label}.yaml apply`, {
    repositories: repositoriesOf(releases),
    helmDefaults: { createNamespace: true, wait: true, cleanupOnFail: false, historyMax: 10 },
    releases: releases.map((release, index) => helmfileRelease(release, releases[index - 1], target)),
  });
}

function helmfileRelease(release: Release, before: Release | undefined, target: Target) {
  const { name, namespace, chart } = release;
  return {
    name,
    namespace,
    chart: chart.kind === 'folder' ? `../../${chart.path}` : `${chart.repository}/${chart.name}`,
    ...(chart.kind === 'repository' ? { version: chart.version } : {}),
    ...(before === undefined ? {} : { needs: [`${before.namespace}/${before.name}`] }),
    timeout: timeoutOf(release, target.installation),
    values: valuesFiles(release, target.installation).map((path) => `../../${path}`),
    ...hooks(release, target),
  };
}

/** The status of the custom resources is not what helm waits for, so the next release waits by the script. */
function hooks({ id }: Release, { label }: Target) {
  if (id !== 'sentry-clickhouse') return {};
  return {
    hooks: [
      {
        name: 'usable',
        events: ['postsync'],
        showlogs: true,
        command: `../helm/${label}.sh`,
        args: ['wait', id],
      },
    ],
  };
}
