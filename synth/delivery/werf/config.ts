import { nodeFlags } from '../../charts/sentry-kubernetes/node-flags.ts';
import type { Release } from '../../platform/names/releases.ts';
import { yamlFile } from '../generated.ts';

/** How werf delivers one chart of this repository. */
export function werfConfig(path: string, release: Release, chartFolder: string): string {
  const purpose = `werf converge --config ${path} …, as ci/werf/*.sh calls it.`;
  const settings = meta(release, chartFolder);
  if (release.id !== 'sentry-kubernetes') return yamlFile(purpose, settings);
  return yamlFile(purpose, { ...settings, ...imageSettings }, image);
}

/** Names are given by flags, too, because they may differ by environment. */
function meta({ id, name, namespace }: Release, helmChartDir: string): object {
  return {
    project: id,
    configVersion: 1,
    deploy: { helmChartDir, helmRelease: name, helmReleaseSlug: false, namespace, namespaceSlug: false },
  };
}

/** The name under which the chart looks for it in global.werf.images. */
export const reporterImage = 'reporter';

const imageSettings = {
  build: { platform: ['linux/amd64'] },
  cleanup: {
    keepPolicies: [
      { references: { tag: '/.*/', limit: { last: 10 } } },
      { references: { branch: '/^(main|master)$/', limit: { last: 2 } } },
      {
        references: { branch: '/.*/', limit: { last: 20, in: '168h', operator: 'And' } },
        imagesPerReference: { last: 1 },
      },
    ],
  },
};

const image = {
  image: reporterImage,
  dockerfile: 'ci/werf/reporter.Dockerfile',
  context: '.',
  imageSpec: {
    config: {
      user: '65532:65532',
      labels: { 'org.opencontainers.image.title': 'sentry-k8s reporter' },
    },
  },
};

/** One file on a stock Node image; what only out-of-cluster use needs stays out. */
export function reporterDockerfile(): string {
  return `# The reporter as an image of its own. Generated from the platform file; edit that one.
FROM node:24.21.0-alpine
WORKDIR /app
COPY charts/sentry-kubernetes/files/reporter.mjs charts/sentry-kubernetes/files/reporter.mjs.LICENSE.txt ./
USER 65532:65532
EXPOSE 8080
CMD [${['node', ...nodeFlags, '/app/reporter.mjs'].map((word) => JSON.stringify(word)).join(', ')}]
`;
}

/** The chart takes the image that werf built once it is told not to run its own bundle. */
export function imageValues(): string {
  return yamlFile('Over the values of the reporter when werf delivers it.', { bundle: { enabled: false } });
}
