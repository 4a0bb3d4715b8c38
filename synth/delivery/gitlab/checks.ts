import { valuesFiles } from '../../releases/values-files.ts';
import type { Target } from '../target.ts';
import { always } from './rules.ts';

const node = 'docker.io/library/node:24.21.0';
export const helmImage = 'docker.io/alpine/k8s:1.35.0';

/** What must have passed before anything is built or delivered. */
export const checkJobs = ['check:generated', 'check:values', 'check:charts'] as const;

/** What a change must pass before anything is delivered. */
export function checks(targets: readonly Target[]): object {
  return {
    '.toolkit': {
      image: node,
      // The version in package-lock.json, so that everybody writes the same files.
      before_script: ['npm ci --no-audit --no-fund'],
      cache: { key: { files: ['package-lock.json'] }, paths: ['.npm/'] },
      variables: { npm_config_cache: '$CI_PROJECT_DIR/.npm' },
    },
    'check:generated': {
      extends: '.toolkit',
      stage: 'check',
      rules: always,
      script: ['npx sentry-k8s synth --check'],
    },
    'check:values': {
      extends: '.toolkit',
      stage: 'check',
      rules: always,
      script: valuesLines(targets),
    },
    // Other jobs with helm and kubectl extend it, too.
    '.helm': { image: { name: helmImage, entrypoint: [''] } },
    'check:charts': {
      extends: '.helm',
      stage: 'check',
      rules: always,
      script: chartLines(targets),
    },
  };
}

/** Each values file against the chart that reads it, where that chart is at hand. */
function valuesLines(targets: readonly Target[]): readonly string[] {
  const lines = targets.flatMap((target) =>
    target.installation.names.releases.map((release) => {
      const { chart } = release;
      const source =
        chart.kind === 'folder'
          ? chart.path
          : `${chart.repository}/${chart.name} --chart-version ${chart.version}`;
      return `npx sentry-k8s values check ${valuesFiles(release, target.installation).join(' ')} --chart ${source}`;
    }),
  );
  return [...new Set(lines)];
}

/** Each chart of this repository with the values that it is delivered with. */
function chartLines(targets: readonly Target[]): readonly string[] {
  const lines = targets.flatMap(({ installation }) =>
    installation.names.releases.flatMap((release) => {
      const { chart, name, namespace } = release;
      if (chart.kind === 'repository') return [];
      const values = valuesFiles(release, installation).map((path) => `-f ${path}`);
      return [
        `helm lint --strict ${chart.path} ${values.join(' ')}`,
        `helm template ${name} ${chart.path} --namespace ${namespace} ${values.join(' ')} >/dev/null`,
      ];
    }),
  );
  // A job must do something.
  return lines.length > 0 ? lines : ['echo "No chart of this repository is delivered."'];
}
