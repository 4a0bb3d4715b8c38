import type { ChartMetadata } from '../../chart/metadata.ts';
import { emitYaml } from '../../yaml/emit.ts';

export const metadata: ChartMetadata = {
  name: 'sentry-kubernetes',
  version: '0.1.0',
  appVersion: '0.1.0',
  description: 'Reports Kubernetes warnings to Sentry as issues grouped by workload and reason',
  kubeVersion: '>=1.28.0-0',
  keywords: ['sentry', 'kubernetes', 'events', 'monitoring'],
  home: 'https://sentry.io',
  icon: 'https://sentry-brand.storage.googleapis.com/sentry-glyph-black.png',
  annotations: {
    'artifacthub.io/category': 'monitoring-logging',
    'artifacthub.io/license': 'Apache-2.0',
    'artifacthub.io/changes': emitYaml([{ kind: 'added', description: 'First version' }]),
  },
};
