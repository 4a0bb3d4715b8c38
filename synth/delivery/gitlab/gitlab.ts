import type { Files } from '../../output/plan.ts';
import { spacedYamlFile } from '../generated.ts';
import type { Target } from '../target.ts';
import { checks } from './checks.ts';
import { componentFile } from './component.ts';
import { deliveryJobs } from './delivery-jobs.ts';
import { reviewJobs, reviewValues } from './review.ts';
import { type PushTool, type Tool, toolOf } from './tool.ts';

/** A pipeline for the tool that the platform chose, and the same deployment as a component for other projects. */
export function gitlab(targets: readonly Target[]): Files {
  const [first] = targets;
  if (first === undefined) return new Map();
  const tool = toolOf(first);
  const files = new Map([
    ['ci/gitlab/pipeline.yml', pipeline(targets, tool)],
    ['ci/gitlab/templates/deliver/template.yml', componentFile(tool)],
  ]);
  if (tool.kind === 'push' && reviewable(targets).length > 0)
    files.set('ci/gitlab/review-values.yaml', reviewValues());
  return files;
}

function pipeline(targets: readonly Target[], tool: Tool): string {
  return spacedYamlFile('In .gitlab-ci.yml: `include: [{ local: /ci/gitlab/pipeline.yml }]`.', {
    stages: ['check', 'build', 'plan', 'deploy', 'verify', 'cleanup'],
    workflow: { rules: workflow },
    // werf needs the history for its clean-up, and cannot fetch it with a job's token everywhere.
    variables: { GIT_DEPTH: '0' },
    default: { interruptible: true },
    ...checks(targets),
    ...(tool.kind === 'pull' ? {} : pushJobs(targets, tool)),
  });
}

function pushJobs(targets: readonly Target[], tool: PushTool): object {
  const [reviewed] = reviewable(targets);
  return {
    ...tool.setup,
    ...tool.build,
    ...Object.assign({}, ...targets.map((target) => deliveryJobs(target, tool))),
    ...(reviewed === undefined ? {} : reviewJobs(tool)),
    ...tool.cleanup,
  };
}

/** Targets with a reporter, the only part that is light enough for a review. */
function reviewable(targets: readonly Target[]): readonly Target[] {
  return targets.filter(({ installation }) =>
    installation.names.releases.some(({ id }) => id === 'sentry-kubernetes'),
  );
}

/** One pipeline per change: that of the merge request where there is one. */
const workflow = [
  { if: '$CI_PIPELINE_SOURCE == "merge_request_event"' },
  { if: '$CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS', when: 'never' },
  { if: '$CI_COMMIT_BRANCH' },
  { if: '$CI_COMMIT_TAG' },
] as const;
