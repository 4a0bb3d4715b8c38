import { join } from 'node:path';
import { run } from '../tools/run.ts';
import { bridgeAddress, etcdUrl, ports, serviceRange } from './addresses.ts';
import { certificate, key } from './certificates.ts';
import { kubeconfig } from './kubeconfig.ts';
import { assertRunning, start } from './process.ts';
import type { Programs } from './programs.ts';
import { until } from './until.ts';

export const apiServer = 'kube-apiserver';

/** Starts kube-apiserver and waits until it calls itself ready. */
export async function startApiServer(folder: string, programs: Programs): Promise<void> {
  const issuer = 'https://kubernetes.default.svc';
  await start(folder, {
    name: apiServer,
    program: programs.apiServer,
    args: [
      `--etcd-servers=${etcdUrl}`,
      `--secure-port=${ports.api}`,
      `--advertise-address=${bridgeAddress}`,
      `--service-cluster-ip-range=${serviceRange}`,
      '--authorization-mode=Node,RBAC',
      '--enable-admission-plugins=NodeRestriction',
      '--allow-privileged=true',
      '--kubelet-preferred-address-types=InternalIP',
      `--client-ca-file=${certificate(folder, 'ca')}`,
      `--tls-cert-file=${certificate(folder, 'apiserver')}`,
      `--tls-private-key-file=${key(folder, 'apiserver')}`,
      `--kubelet-certificate-authority=${certificate(folder, 'ca')}`,
      `--kubelet-client-certificate=${certificate(folder, 'admin')}`,
      `--kubelet-client-key=${key(folder, 'admin')}`,
      `--service-account-issuer=${issuer}`,
      `--service-account-signing-key-file=${key(folder, 'service-accounts')}`,
      `--service-account-key-file=${join(folder, 'pki', 'service-accounts.pub')}`,
      '--event-ttl=2h',
      '--storage-media-type=application/json', // so that etcd itself can be read as a witness
    ],
  });
  await apiServerReady(folder, programs.kubectl);
}

/** Waits until the API server calls itself ready. */
export async function apiServerReady(folder: string, kubectl: string): Promise<void> {
  const admin = `--kubeconfig=${kubeconfig(folder, 'admin')}`;
  await until(
    async () => {
      await assertRunning(folder, apiServer);
      return (await run(kubectl, [admin, 'get', '--raw', '/readyz', '--request-timeout=2s'])).code === 0;
    },
    { what: 'kube-apiserver to be ready' },
  );
}
