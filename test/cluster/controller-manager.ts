import { podRange, ports, serviceRange } from './addresses.ts';
import { certificate, key } from './certificates.ts';
import { kubeconfig } from './kubeconfig.ts';
import { start } from './process.ts';

export async function startControllerManager(folder: string, program: string): Promise<void> {
  await start(folder, {
    name: 'kube-controller-manager',
    program,
    args: [
      `--kubeconfig=${kubeconfig(folder, 'controller-manager')}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${ports.controllerManager}`,
      `--service-account-private-key-file=${key(folder, 'service-accounts')}`,
      `--root-ca-file=${certificate(folder, 'ca')}`,
      '--use-service-account-credentials=true',
      `--service-cluster-ip-range=${serviceRange}`,
      `--cluster-cidr=${podRange}`,
      '--leader-elect=false',
      '--kube-api-qps=200', // hundreds of pods are made for the load
      '--kube-api-burst=400',
    ],
  });
}
