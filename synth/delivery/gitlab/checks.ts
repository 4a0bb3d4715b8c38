import { valuesFiles } from '../../releases/values-files.ts';
import type { Target } from '../target.ts';
import { always } from './rules.ts';

const node = 'docker.io/library/node:24.21.0';

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
      script: checkLines(targets),
    },
  };
}

/** Each values file against the chart that reads it, where that chart is at hand. */
function checkLines(targets: readonly Target[]): readonly string[] {
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
