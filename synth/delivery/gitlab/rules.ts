/** When a job runs. What runs by schedule is the clean-up alone. */
export const never = { if: '$CI_PIPELINE_SOURCE == "schedule"', when: 'never' } as const;

export const always = [never, { when: 'on_success' }] as const;

/** On the branch that is delivered, at once. */
export const onDefaultBranch = [never, { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' }] as const;

/** There, but only when a person says so; the pipeline waits for that. */
export const byHand = [
  never,
  { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', when: 'manual', allow_failure: false },
] as const;

/** A way back that is offered and never in the way. */
export const onOffer = [
  never,
  { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', when: 'manual', allow_failure: true },
] as const;

/** For a merge request, and for the branch that is delivered. */
export const beforeDelivery = [
  never,
  { if: '$CI_PIPELINE_SOURCE == "merge_request_event"' },
  { if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH' },
] as const;

export const onMergeRequest = [
  { if: '$CI_PIPELINE_SOURCE == "merge_request_event"', when: 'manual', allow_failure: true },
] as const;

export const onSchedule = [{ if: '$CI_PIPELINE_SOURCE == "schedule"' }] as const;
