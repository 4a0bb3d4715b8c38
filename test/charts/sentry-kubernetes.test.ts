import { values } from '../../synth/charts/sentry-kubernetes/values.ts';
import { testChart } from './conformance/conformance.ts';

await testChart('sentry-kubernetes', {
  values,
  minimal: 'minimal',
  exceptions: {
    openshift: { 'container-security-context-user-group-id': 'OpenShift chooses user and group itself' },
  },
});
