import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runOrThrow } from '../tools/run.ts';
import { bridgeAddress, nodeName, serviceAddress } from './addresses.ts';

const validity = ['-days', '30'] as const;
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'] as const;

interface Identity {
  readonly file: string;
  readonly subject: string;
  readonly names?: readonly string[];
}

// The subjects decide the rights: Kubernetes reads the user from CN and its groups from O.
const identities: readonly Identity[] = [
  {
    file: 'apiserver',
    subject: '/CN=kube-apiserver',
    names: [
      'DNS:kubernetes',
      'DNS:kubernetes.default',
      'DNS:kubernetes.default.svc',
      'DNS:kubernetes.default.svc.cluster.local',
      'DNS:localhost',
      `IP:${serviceAddress}`,
      'IP:127.0.0.1',
      `IP:${bridgeAddress}`,
    ],
  },
  { file: 'admin', subject: '/O=system:masters/CN=admin' },
  { file: 'controller-manager', subject: '/CN=system:kube-controller-manager' },
  { file: 'scheduler', subject: '/CN=system:kube-scheduler' },
  { file: 'proxy', subject: '/CN=system:kube-proxy' },
  {
    file: 'kubelet',
    subject: `/O=system:nodes/CN=system:node:${nodeName}`,
    names: [`DNS:${nodeName}`, `IP:${bridgeAddress}`, 'IP:127.0.0.1'],
  },
];

export const certificate = (folder: string, file: string) => join(folder, 'pki', `${file}.crt`);
export const key = (folder: string, file: string) => join(folder, 'pki', `${file}.key`);

/** A certificate authority, a certificate for each component, and the key that signs service-account tokens. */
export async function writeCertificates(folder: string): Promise<void> {
  await mkdir(join(folder, 'pki'), { recursive: true, mode: 0o700 });
  await openssl([
    ...['req', '-x509', ...newKey, ...validity, '-subj', '/CN=sentry-k8s-cluster'],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign,digitalSignature'],
    ...['-keyout', key(folder, 'ca'), '-out', certificate(folder, 'ca')],
  ]);
  for (const identity of identities) await sign(folder, identity);
  await openssl(['genrsa', '-out', key(folder, 'service-accounts'), '2048']);
  await openssl([
    ...['rsa', '-in', key(folder, 'service-accounts'), '-pubout'],
    ...['-out', join(folder, 'pki', 'service-accounts.pub')],
  ]);
}

async function sign(folder: string, { file, subject, names = [] }: Identity): Promise<void> {
  const request = join(folder, 'pki', `${file}.csr`);
  const extensions = join(folder, 'pki', `${file}.ext`);
  const alternatives = names.length === 0 ? '' : `subjectAltName=${names.join(',')}\n`;
  await writeFile(extensions, `extendedKeyUsage=serverAuth,clientAuth\n${alternatives}`);
  await openssl(['req', ...newKey, '-subj', subject, '-keyout', key(folder, file), '-out', request]);
  await openssl([
    ...['x509', '-req', '-in', request, '-out', certificate(folder, file), ...validity],
    ...['-CA', certificate(folder, 'ca'), '-CAkey', key(folder, 'ca'), '-CAcreateserial'],
    ...['-extfile', extensions],
  ]);
}

async function openssl(args: readonly string[]): Promise<void> {
  await runOrThrow('openssl', args);
}
