import type { Target } from '../target.ts';
import { checkJobs } from './checks.ts';
import { beforeDelivery, byHand, onDefaultBranch, onOffer } from './rules.ts';
import type { PushTool } from './tool.ts';

/** plan, deploy, verify and roll back for one target. */
export function deliveryJobs(target: Target, tool: PushTool): object {
  const { label, installation } = target;
  const script = `ci/${tool.folder}/${label}.sh`;
  const environment = (action?: 'prepare' | 'verify') => ({
    name: label,
    ...(action === undefined
      ? { url: installation.platform.url, deployment_tier: isProduction(label) ? 'production' : 'staging' }
      : { action }),
  });
  const checked = [...checkJobs, ...tool.needs];
  return {
    [`plan:${label}`]: {
      extends: tool.extends,
      stage: 'plan',
      needs: checked,
      rules: beforeDelivery,
      environment: environment('prepare'),
      script: [`${script} plan`],
    },
    [`deploy:${label}`]: {
      extends: tool.extends,
      stage: 'deploy',
      needs: [...checked, `plan:${label}`],
      rules: isProduction(label) ? byHand : onDefaultBranch,
      // Two deployments to one place would meet in the middle of a migration.
      resource_group: label,
      interruptible: false,
      timeout: timeoutOf(target),
      environment: environment(),
      script: [`${script} install`],
    },
    [`verify:${label}`]: {
      extends: tool.extends,
      stage: 'verify',
      needs: [`deploy:${label}`],
      rules: onDefaultBranch,
      environment: environment('verify'),
      script: [`${script} wait`, ...testLines(target)],
    },
    [`rollback:${label}`]: {
      extends: tool.extends,
      stage: 'deploy',
      needs: [],
      rules: onOffer,
      resource_group: label,
      interruptible: false,
      environment: environment(),
      // Given anew when the job is started by hand; 0 is the revision before.
      variables: { RELEASE: 'sentry-kubernetes', REVISION: '0' },
      script: [`${script} rollback "$RELEASE" "$REVISION"`],
    },
  };
}

/** Whether a person has to say so. */
function isProduction(label: string): boolean {
  return /^(prod|production|live)$|^prod-|-prod$/.test(label);
}

/** All releases one after another, and a quarter of an hour for what is around them. */
function timeoutOf({ installation }: Target): string {
  const { timeoutSeconds } = installation.platform.delivery;
  return `${Math.ceil((2 * timeoutSeconds + 2 * 600) / 60) + 15} minutes`;
}

function testLines({ installation }: Target): readonly string[] {
  return installation.names.releases
    .filter(({ chart }) => chart.kind === 'folder')
    .map(({ name, namespace }) => `helm test ${name} --namespace ${namespace}`);
}
