import { join } from 'node:path';
import { fromGoModule } from '../tools/go-program.ts';

export const kubernetesVersion = '1.35.4';
export const etcdVersion = '3.6.16';
export const corednsVersion = '1.15.0';

/** Paths of the programs a cluster is made of. */
export interface Programs {
  readonly etcd: string;
  readonly apiServer: string;
  readonly controllerManager: string;
  readonly scheduler: string;
  readonly kubelet: string;
  readonly kubeProxy: string;
  readonly kubectl: string;
  readonly coredns: string;
}

const main = (program: string) => `k8s.io/kubernetes/cmd/${program}`;
const [major = '', minor = ''] = kubernetesVersion.split('.');

/** Builds what is not cached yet: some five minutes on two cores the first time, nothing afterwards. */
export async function clusterPrograms(): Promise<Programs> {
  const kubernetes = await fromGoModule({
    module: 'k8s.io/kubernetes',
    version: `v${kubernetesVersion}`,
    siblings: `v0.${minor}.${kubernetesVersion.split('.')[2]}`,
    programs: {
      'kube-apiserver': main('kube-apiserver'),
      'kube-controller-manager': main('kube-controller-manager'),
      'kube-scheduler': main('kube-scheduler'),
      kubelet: main('kubelet'),
      'kube-proxy': main('kube-proxy'),
      kubectl: main('kubectl'),
    },
    variables: {
      'k8s.io/component-base/version.gitVersion': `v${kubernetesVersion}`,
      'k8s.io/component-base/version.gitMajor': major,
      'k8s.io/component-base/version.gitMinor': minor,
    },
  });
  const etcd = await fromGoModule({
    module: 'go.etcd.io/etcd/server/v3',
    version: `v${etcdVersion}`,
    programs: { etcd: 'go.etcd.io/etcd/server/v3' },
  });
  const coredns = await fromGoModule({
    module: 'github.com/coredns/coredns',
    version: `v${corednsVersion}`,
    programs: { coredns: 'github.com/coredns/coredns' },
  });
  return {
    etcd: join(etcd, 'etcd'),
    apiServer: join(kubernetes, 'kube-apiserver'),
    controllerManager: join(kubernetes, 'kube-controller-manager'),
    scheduler: join(kubernetes, 'kube-scheduler'),
    kubelet: join(kubernetes, 'kubelet'),
    kubeProxy: join(kubernetes, 'kube-proxy'),
    kubectl: join(kubernetes, 'kubectl'),
    coredns: join(coredns, 'coredns'),
  };
}
