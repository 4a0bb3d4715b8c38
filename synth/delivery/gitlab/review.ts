import { yamlFile } from '../generated.ts';
import { checkJobs } from './checks.ts';
import { onMergeRequest } from './rules.ts';
import type { PushTool } from './tool.ts';

/** The reporter of a merge request in a namespace of its own; Sentry itself is too heavy for that. */
export function reviewJobs(tool: PushTool): object {
  const namespace = 'review-reporter-$CI_MERGE_REQUEST_IID';
  const environment = { name: 'review/reporter-$CI_MERGE_REQUEST_IID' };
  return {
    'review:reporter': {
      extends: tool.extends,
      stage: 'deploy',
      needs: checkJobs,
      rules: onMergeRequest,
      environment: {
        ...environment,
        on_stop: 'review:reporter:stop',
        auto_stop_in: '2 days',
        deployment_tier: 'development',
      },
      script: [
        `: "\${REVIEW_SENTRY_DSN:?set it as a masked variable: the DSN of a project for reviews}"`,
        `kubectl create namespace "${namespace}" --dry-run=client -o yaml | kubectl apply -f -`,
        // Through standard input: an argument would be in the list of processes and in the log.
        `printf '%s' "$REVIEW_SENTRY_DSN" | kubectl -n "${namespace}" create secret generic review-dsn --from-file=sentry.dsn=/dev/stdin --dry-run=client -o yaml | kubectl apply -f -`,
        `helm upgrade --install reporter charts/sentry-kubernetes --namespace "${namespace}" -f values/sentry-kubernetes/values.yaml -f ci/gitlab/review-values.yaml --wait --timeout=300s`,
        `helm test reporter --namespace "${namespace}"`,
      ],
    },
    'review:reporter:stop': {
      extends: tool.extends,
      stage: 'cleanup',
      needs: [],
      rules: onMergeRequest,
      environment: { ...environment, action: 'stop' },
      script: [
        `helm uninstall reporter --namespace "${namespace}" --ignore-not-found --wait`,
        `kubectl delete namespace "${namespace}" --ignore-not-found`,
      ],
    },
  };
}

/** What a reporter under review does not share with the one that is delivered. */
export function reviewValues(): string {
  return yamlFile('Over the values of the reporter, for one that lives as long as a merge request.', {
    sentry: {
      existingSecret: 'review-dsn',
      existingSecretKey: 'sentry.dsn',
      environment: 'review',
      // It needs no rights beyond its own namespace, and reports nothing twice that matters to anybody.
      watchNamespaces: 'default',
    },
    sources: { nodes: false },
    spool: { mode: 'memory' },
    bundle: { enabled: true },
  });
}
