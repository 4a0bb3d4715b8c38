import type { ChartMetadata } from '../../chart/metadata.ts';
import { defaultImage } from './values.ts';

export const metadata: ChartMetadata = {
  name: 'sentry-kubernetes',
  description: 'Reports Kubernetes warnings to Sentry as issues grouped by workload and reason',
  kubeVersion: '>=1.28.0-0',
  keywords: ['sentry', 'kubernetes', 'events', 'monitoring'],
  home: 'https://sentry.io',
  icon: 'https://sentry-brand.storage.googleapis.com/sentry-glyph-black.png',
  artifactHub: {
    category: 'monitoring-logging',
    images: [{ name: 'node', image: defaultImage }],
    links: [{ name: 'Sentry', url: 'https://docs.sentry.io' }],
    subjects: ['sentry-kubernetes', 'Reporter'],
  },
};
