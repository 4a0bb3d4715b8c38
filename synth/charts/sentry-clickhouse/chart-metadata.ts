import type { ChartMetadata } from '../../chart/metadata.ts';
import { clickhouseImage, keeperImage, waitImage } from './images.ts';

export const metadata: ChartMetadata = {
  name: 'sentry-clickhouse',
  /** The ClickHouse that the default image carries. */
  appVersion: '25.8.28',
  description: 'ClickHouse for Sentry: one shard, three replicas and three Keepers on the Altinity operator',
  kubeVersion: '>=1.28.0-0',
  keywords: ['sentry', 'clickhouse', 'keeper', 'snuba', 'altinity'],
  home: 'https://sentry.io',
  icon: 'https://sentry-brand.storage.googleapis.com/sentry-glyph-black.png',
  artifactHub: {
    category: 'database',
    images: [
      { name: 'clickhouse', image: clickhouseImage.reference },
      { name: 'keeper', image: keeperImage.reference },
      { name: 'node', image: waitImage.reference },
    ],
    links: [{ name: 'Operator', url: 'https://github.com/Altinity/clickhouse-operator' }],
    subjects: ['sentry-clickhouse'],
  },
};
