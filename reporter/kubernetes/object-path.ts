/** What an event or an owner reference says of an object. */
export interface ObjectAddress {
  readonly apiVersion: string | undefined;
  readonly kind: string;
  /** Absent for cluster-scoped objects. */
  readonly namespace: string | undefined;
  readonly name: string;
}

/**
 * Path of an object at the API server, or undefined where it cannot be told. Resources are called after their
 * kind in the plural; the rule below finds those of Kubernetes and of nearly all custom resources.
 */
export function objectPath({ apiVersion, kind, namespace, name }: ObjectAddress): string | undefined {
  const version = apiVersion ?? usualVersions.get(kind);
  if (version === undefined || !/^[a-z][a-z0-9.-]*(?:\/[a-z0-9]+)?$/.test(version)) return undefined;
  // Whoever may write events may write anything into them; what could lead to another path is no name.
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(kind) || !/^[A-Za-z0-9][\w.:-]*$/.test(name)) return undefined;
  if (namespace !== undefined && !/^[a-z0-9][a-z0-9-]*$/.test(namespace)) return undefined;
  const group = version.includes('/') ? `/apis/${version}` : `/api/${version}`;
  const scope = namespace === undefined ? '' : `/namespaces/${namespace}`;
  return `${group}${scope}/${plural(kind)}/${encodeURIComponent(name)}`;
}

function plural(kind: string): string {
  const word = kind.toLowerCase();
  if (word === 'endpoints') return word;
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** For emitters that leave the version out. */
const usualVersions: ReadonlyMap<string, string> = new Map([
  ...['Pod', 'Node', 'Service', 'Namespace', 'PersistentVolumeClaim', 'PersistentVolume'].map(
    (kind) => [kind, 'v1'] as const,
  ),
  ...['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'].map((kind) => [kind, 'apps/v1'] as const),
  ...['Job', 'CronJob'].map((kind) => [kind, 'batch/v1'] as const),
]);
