import type { Platform } from '../../platform/fields/platform.ts';
import type { Names } from '../../platform/names/names.ts';
import { isAtLeast } from '../../platform/versions.ts';
import type { Json } from '../../values/json.ts';
import { about, type Setting, setting, shared } from '../../yaml/settings.ts';
import type { ChartLibrary } from '../chart-library.ts';
import type { KnownChart } from '../known-chart.ts';
import { watchForm } from './versions.ts';

/** The operator reads this one key of its ConfigMap; the dot is part of the name. */
const config = ['configs', 'files', 'config.yaml'];

/** The chart altinity-clickhouse-operator as far as its keys were read. */
export function operatorChart(version: string, library: ChartLibrary): KnownChart {
  const read = isAtLeast(version, '0.27.0') ? '0.27.1' : '0.26.0';
  return {
    name: `altinity-clickhouse-operator ${version}`,
    defaults: library.defaults(`clickhouse-operator-${read}`),
    optional: watchForm(version) === 'watchNamespaces' ? ['watchNamespaces'] : [],
  };
}

export function operatorSettings(platform: Platform, { installation }: Names): readonly Setting[] {
  const { clickhouse, size, cluster } = platform;
  if (clickhouse.kind !== 'operator' || installation === undefined) return [];
  const { version, secret } = clickhouse.operator;
  return [
    ...watched(version, installation.watchedNamespaces),
    about(
      'secret',
      'The published default password would open every ClickHouse that the operator serves; it reads its own from a Secret instead (see access.secret).',
    ),
    setting('secret.create', false),
    shared(
      [...config, 'clickhouse', 'access', 'secret', 'name'],
      secret.name,
      'Secret in the namespace of the operator with its username and password.',
    ),
    ...patience(version, size),
    setting(
      'crdHook.enabled',
      cluster.crds,
      'You apply the CRDs yourself, so that no Job needs rights on the whole cluster.',
    ),
    setting(
      'operator.resources',
      { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '512Mi' } },
      'The chart sets none; a pod without requests is the first that a full node evicts.',
    ),
    setting('metrics.resources', { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '256Mi' } }),
  ];
}

function watched(version: string, namespaces: readonly string[]): readonly Setting[] {
  const why = `Namespaces whose ClickHouse and Keepers this operator runs. It ignores those elsewhere without a word.${namespaces.length > 1 ? ' Several are taken as unanchored regular expressions, hence ^ and $.' : ''}`;
  const trap =
    ' Keep it in a file: with --set the dot of config.yaml would split the key, and Helm would not complain.';
  switch (watchForm(version)) {
    case 'list':
      return [setting([...config, 'watch', 'namespaces'], namespaces, why + trap)];
    case 'map':
      return [setting([...config, 'watch', 'namespaces', 'include'], namespaces, why + trap)];
    case 'watchNamespaces':
      return [setting('watchNamespaces', namespaces, why)];
  }
}

/** How long the operator waits for pods before it gives up on an update. */
function patience(version: string, size: Platform['size']): readonly Setting[] {
  const keeper: readonly Setting[] = isAtLeast(version, '0.27.0')
    ? [
        setting(
          [...config, 'reconcile', 'coordination', 'keeper', 'readyTimeout'],
          600,
          'Seconds to wait for Keepers; after the default of 120 it would go on and configure ClickHouse without them.',
        ),
      ]
    : [];
  return [
    ...keeper,
    setting(
      [...config, 'reconcile', 'statefulSet', 'update', 'timeout'],
      updateTimeout[size],
      'Seconds for a replica to come back after a change; it has to load its tables first.',
    ),
  ];
}

const updateTimeout: Readonly<Record<Platform['size'], Json>> = { small: 300, medium: 600, large: 1200 };
