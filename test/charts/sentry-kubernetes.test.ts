import { values } from '../../synth/charts/sentry-kubernetes/values.ts';
import { testChart } from './conformance.ts';

await testChart('sentry-kubernetes', { values, minimal: 'minimal' });
