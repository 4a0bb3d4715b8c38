import type { Chart, DeadKey } from '../../chart/chart.ts';
import { type KeyNode, keyTree, openNode, withKey } from '../../chart/key-tree.ts';
import { compareVersions } from '../../chart/versions.ts';
import { fromJson, isMap } from '../../strvals/value.ts';
import { deadKeys, subcharts, undocumented, unreleased } from './dead-keys.ts';

/** The keys file beside this one: what the chart's values.yaml shows. */
export interface CommunityKeys {
  readonly version: string;
  readonly defaults: unknown;
  readonly optional: readonly string[];
}

/** Workloads may carry these though values.yaml does not show them on each. */
const onEveryWorkload = [
  'startupProbe',
  'livenessProbe',
  'readinessProbe',
  'priorityClassName',
  'annotations',
  'podLabels',
];

/** What is known of the community chart sentry/sentry; `version` narrows what counts as removed. */
export function communityChart(keys: CommunityKeys, version: string | undefined): Chart {
  const defaults = fromJson(keys.defaults);
  if (!isMap(defaults)) throw new TypeError('the keys of the community chart are no map');
  let tree: KeyNode = keyTree(defaults);
  const known = version ?? keys.version;
  const alive = deadKeys.filter((key) => !isDeadIn(key, known)).map(({ path }) => path);
  for (const path of [...[...keys.optional, ...undocumented].map(split), ...alive])
    tree = withKey(tree, path);
  const children = new Map(tree.children);
  for (const [key, node] of children) children.set(key, withWorkloadKeys(node));
  for (const key of subcharts) children.set(key, opened(children.get(key) ?? openNode));
  for (const key of ['global', 'tags']) children.set(key, { ...(children.get(key) ?? openNode), open: true });
  return {
    name: 'sentry/sentry',
    version: known,
    defaults,
    keys: { ...tree, open: false, children },
    mentioned: undefined,
    handedOn: new Set(),
    deadKeys: deadKeys.filter((key) => isDeadIn(key, known)),
    unreleased: unreleased.map(split),
    approximate: compareVersions(known, '30.0.0') < 0,
    schema: undefined,
    templates: '',
  };
}

/** A subchart reads keys that the chart around it does not show, at any depth. */
function opened(node: KeyNode): KeyNode {
  return {
    ...node,
    open: true,
    children: new Map([...node.children].map(([key, child]) => [key, opened(child)])),
  };
}

/** Each map that looks like a workload, at the root or one level down. */
function withWorkloadKeys(node: KeyNode): KeyNode {
  const isWorkload = ['replicas', 'resources', 'nodeSelector'].some((key) => node.children.has(key));
  const children = new Map([...node.children].map(([key, child]) => [key, withWorkloadKeys(child)] as const));
  if (isWorkload) for (const key of onEveryWorkload) if (!children.has(key)) children.set(key, openNode);
  const probe = ['periodSeconds', 'failureThreshold'].some((key) => children.has(key));
  return { ...node, open: node.open || probe, children };
}

function split(path: string): readonly string[] {
  return path.replaceAll('[]', '.[]').split('.');
}

/** A key that a later version dropped is alive in an older one. */
function isDeadIn({ since }: DeadKey, version: string): boolean {
  return since === undefined || compareVersions(version, since) >= 0;
}
