import type { Cluster } from './cluster.ts';

/** Every object of every kind in the cluster but events, as `Kind namespace/name`. */
export async function inventory(cluster: Cluster): Promise<readonly string[]> {
  const { stdout: kinds } = await cluster.kubectl(['api-resources', '--verbs=list', '-o', 'name']);
  const wanted = kinds
    .split('\n')
    .filter((kind) => kind !== '' && !/^(events|componentstatuses)\b/.test(kind));
  const line = '{range .items[*]}{.kind} {.metadata.namespace}/{.metadata.name}{"\\n"}{end}';
  const { stdout } = await cluster.kubectl(['get', wanted.join(','), '-A', `-o=jsonpath=${line}`]);
  return stdout.split('\n').filter(Boolean).sort();
}
