import { repositoriesOf } from '../../releases/prerequisites.ts';
import { objectName, type Target } from '../target.ts';

/** Argo CD's own namespace, where its Applications live. */
export const argocdNamespace = 'argocd';
export const inCluster = 'https://kubernetes.default.svc';

/** Also the name of the Application that holds the others, so it must differ from any release's. */
export function projectName(target: Target): string {
  return objectName('sentry-platform', target);
}

/** What the Applications of a target may read and write, and nothing else. */
export function project(target: Target): object {
  const { names, platform } = target.installation;
  const sources = repositoriesOf(names.releases).map(({ url }) => url);
  const namespaces = names.releases.map(({ namespace }) => namespace);
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: projectName(target), namespace: argocdNamespace },
    spec: {
      description: 'Sentry, its ClickHouse and the reporter of Kubernetes trouble',
      sourceRepos: [...new Set([platform.delivery.git.url, ...sources])],
      destinations: [...new Set([argocdNamespace, ...namespaces])].map((namespace) => ({
        server: inCluster,
        namespace,
      })),
      // Namespaces, CRDs and roles of the operator, and roles of the reporter.
      clusterResourceWhitelist: [
        { group: '', kind: 'Namespace' },
        { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
        { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' },
        { group: 'rbac.authorization.k8s.io', kind: 'ClusterRoleBinding' },
      ],
    },
  };
}
