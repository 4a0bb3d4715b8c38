import type { Pod } from 'kubernetes-types/core/v1.js';
import { present } from '../../template/blocks.ts';
import { cut, release, text } from '../../template/functions.ts';
import type { Manifest } from '../../template/templated.ts';
import { chartName, fullname, image, name } from './names.ts';
import { values } from './values.ts';

const { ref } = values;

/** Not the labels of the reporter, so that neither its Service nor its policies take this pod for one. */
export const testLabels = {
  'app.kubernetes.io/name': text`${cut(name, 58)}-test`,
  'app.kubernetes.io/instance': release.name,
};

const url = text`http://${fullname}.${release.namespace}.svc:${ref.metrics.service.port}/readyz`;
const ask = `const deadline = Date.now() + 60_000;
for (;;) {
  const answer = await fetch(process.env.URL).then(async (r) => \`\${r.status} \${await r.text()}\`, String);
  if (answer.startsWith('200')) break;
  if (Date.now() > deadline) throw new Error(\`not ready: \${answer}\`);
  await new Promise((resolve) => setTimeout(resolve, 1000));
}
console.log('ready');
`;

/** `helm test`: asks the reporter through its Service whether it watches what it should. */
export const testPod: Manifest<Pod> = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: text`${cut(fullname, 57)}-ready`,
    namespace: release.namespace,
    labels: { 'helm.sh/chart': chartName, ...testLabels, 'app.kubernetes.io/managed-by': release.service },
    annotations: {
      'helm.sh/hook': 'test',
      'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
    },
  },
  spec: {
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    imagePullSecrets: present(ref.imagePullSecrets),
    securityContext: present(ref.podSecurityContext),
    containers: [
      {
        name: 'ready',
        securityContext: present(ref.securityContext),
        image,
        imagePullPolicy: ref.image.pullPolicy,
        command: ['node', '--input-type=module', '--eval', ask],
        env: [{ name: 'URL', value: url }],
        resources: {
          requests: { cpu: '10m', memory: '64Mi', 'ephemeral-storage': '16Mi' },
          limits: { memory: '128Mi', 'ephemeral-storage': '64Mi' },
        },
      },
    ],
    nodeSelector: present(ref.nodeSelector),
    tolerations: present(ref.tolerations),
  },
};
