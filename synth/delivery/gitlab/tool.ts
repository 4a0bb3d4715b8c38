import { hasReporter, type Target } from '../target.ts';
import { configPath } from '../werf/paths.ts';
import { werfPrograms } from '../werf/programs.ts';
import { checkJobs } from './checks.ts';
import { beforeDelivery, onSchedule } from './rules.ts';

/** How a pipeline delivers: by a script of this repository, or not at all because the cluster pulls. */
export type Tool =
  | { readonly kind: 'pull' }
  | {
      readonly kind: 'push';
      /** Folder under ci/ that holds a script per target. */
      readonly folder: 'helm' | 'werf';
      /** A hidden job that the others extend. */
      readonly setup: object;
      readonly extends: string;
      readonly build: object;
      /** The job that must be done before a deployment. */
      readonly needs: readonly string[];
      readonly cleanup: object;
    };

export type PushTool = Extract<Tool, { readonly kind: 'push' }>;

export function toolOf(target: Target): Tool {
  switch (target.installation.platform.delivery.tool) {
    case 'argocd':
    case 'flux':
      return { kind: 'pull' };
    case 'werf':
      return hasReporter(target) ? werfWithImage(configPath('sentry-kubernetes', target)) : werf;
    // helmfile waits for the custom resources by the same script.
    case 'helm':
    case 'helmfile':
      return helm;
  }
}

const helm: PushTool = {
  kind: 'push',
  folder: 'helm',
  extends: '.helm',
  setup: {},
  build: {},
  needs: [],
  cleanup: {},
};

export const werfSetup = ['. "$(werf ci-env gitlab --as-file)"', ...werfPrograms];

const werf: PushTool = {
  kind: 'push',
  folder: 'werf',
  extends: '.werf',
  setup: {
    '.werf': {
      image: 'registry.werf.io/werf/werf:2-stable',
      tags: ['werf'],
      // Sets WERF_REPO, logs in to the project's registry and marks what is deployed with this pipeline.
      before_script: werfSetup,
    },
  },
  build: {},
  needs: [],
  cleanup: {},
};

/** The same where the reporter is delivered: `config` says how its image is built. */
function werfWithImage(config: string): PushTool {
  return {
    ...werf,
    build: {
      'build:reporter': {
        extends: werf.extends,
        stage: 'build',
        needs: checkJobs,
        rules: beforeDelivery,
        environment: { name: 'build', action: 'access' },
        script: [
          `werf build --config ${config} --env build --save-build-report --build-report-path .werf-build-report.json`,
        ],
        artifacts: { paths: ['.werf-build-report.json'], expire_in: '1 week' },
      },
    },
    needs: ['build:reporter'],
    cleanup: {
      'cleanup:images': {
        extends: werf.extends,
        stage: 'cleanup',
        rules: onSchedule,
        environment: { name: 'build', action: 'access' },
        script: [`werf cleanup --config ${config} --env build`],
      },
    },
  };
}
