import type { Files } from '../../output/plan.ts';
import { spacedYamlFile } from '../generated.ts';
import { hasReporter, type Target } from '../target.ts';
import { checks } from './checks.ts';
import { componentFile } from './component.ts';
import { deliveryJobs } from './delivery-jobs.ts';
import { reviewJobs, reviewValues } from './review.ts';
import { type PushTool, toolOf } from './tool.ts';

/** A target that the pipeline delivers to, and how. */
interface Delivered {
  readonly target: Target;
  readonly tool: PushTool;
}

/** A pipeline for the tools that the platform chose, and the same deployment as a component for other projects. */
export function gitlab(targets: readonly Target[]): Files {
  const [first] = targets;
  if (first === undefined) return new Map();
  const delivered = targets.flatMap((target): readonly Delivered[] => {
    const tool = toolOf(target);
    return tool.kind === 'push' ? [{ target, tool }] : [];
  });
  // Sentry itself is too heavy for a review.
  const reviewed = delivered.find(({ target }) => hasReporter(target));
  const files = new Map([
    ['ci/gitlab/pipeline.yml', pipeline(targets, delivered, reviewed)],
    ['ci/gitlab/templates/deliver/template.yml', componentFile(toolOf(first))],
  ]);
  if (reviewed !== undefined) files.set('ci/gitlab/review-values.yaml', reviewValues());
  return files;
}

function pipeline(
  targets: readonly Target[],
  delivered: readonly Delivered[],
  reviewed: Delivered | undefined,
): string {
  const all = (part: 'setup' | 'build' | 'cleanup'): object =>
    Object.assign({}, ...delivered.map(({ tool }) => tool[part]));
  return spacedYamlFile('In .gitlab-ci.yml: `include: [{ local: /ci/gitlab/pipeline.yml }]`.', {
    stages: ['check', 'build', 'plan', 'deploy', 'verify', 'cleanup'],
    workflow: { rules: workflow },
    // werf needs the history for its clean-up, and cannot fetch it with a job's token everywhere.
    variables: { GIT_DEPTH: '0' },
    default: { interruptible: true },
    ...checks(targets),
    ...all('setup'),
    ...all('build'),
    ...Object.assign({}, ...delivered.map(({ target, tool }) => deliveryJobs(target, tool))),
    ...(reviewed === undefined ? {} : reviewJobs(reviewed.tool)),
    ...all('cleanup'),
  });
}

/** One pipeline per change: that of the merge request where there is one. */
const workflow = [
  { if: '$CI_PIPELINE_SOURCE == "merge_request_event"' },
  { if: '$CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS', when: 'never' },
  { if: '$CI_COMMIT_BRANCH' },
  { if: '$CI_COMMIT_TAG' },
] as const;
