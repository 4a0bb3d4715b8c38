/** Where on Google Cloud a cluster is, as the metadata server of its nodes tells. */
export interface GkeCluster {
  readonly project: string;
  readonly location: string;
  readonly name: string;
}

const googleConsole = 'https://console.cloud.google.com';

/** Tags as the original agent has them. */
export function gkeTags({ project, location, name }: GkeCluster): Readonly<Record<string, string>> {
  return { gke_cluster_name: name, gke_cluster_location: location, gke_project_name: project };
}

/** The cluster with links into Google's console: to itself, and to the logs of the pod where there is one. */
export function gkeRows(
  { project, location, name }: GkeCluster,
  pod: { readonly namespace: string; readonly name: string } | undefined,
): Readonly<Record<string, string | undefined>> {
  return {
    cluster: name,
    location,
    project,
    'cluster page': `${googleConsole}/kubernetes/clusters/details/${encodeURIComponent(location)}/${encodeURIComponent(name)}/details?project=${encodeURIComponent(project)}`,
    'pod logs': pod === undefined ? undefined : logsOf({ project, location, name }, pod),
  };
}

function logsOf(
  { project, location, name }: GkeCluster,
  pod: { readonly namespace: string; readonly name: string },
): string {
  const query = [
    'resource.type="k8s_container"',
    `resource.labels.project_id="${project}"`,
    `resource.labels.location="${location}"`,
    `resource.labels.cluster_name="${name}"`,
    `resource.labels.namespace_name="${pod.namespace}"`,
    `resource.labels.pod_name="${pod.name}"`,
  ].join('\n');
  return `${googleConsole}/logs/query;query=${encodeURIComponent(query)};duration=PT1H?project=${encodeURIComponent(project)}`;
}
