import { boolean, group, integer, list, string, stringMap } from '../../values/spec.ts';
import { keeperImage } from './images.ts';
import { podValues } from './pod-values.ts';
import { clusterName, dnsLabel, settingsMap } from './value-schemas.ts';

export const keeperValues = group('The ClickHouseKeeperInstallation, through which replicas agree.', {
  enabled: boolean({
    doc: 'Whether to create it. Without it, set external.hosts, or run a single replica and tell Snuba so (single_node).',
    default: true,
  }),
  external: group('A Keeper or ZooKeeper that exists, used when enabled is false.', {
    hosts: list({
      doc: 'Its host names.',
      default: [],
      example: ['zookeeper-0.zookeeper.shared.svc.cluster.local'],
      items: { type: 'string', pattern: '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$' },
    }),
    port: integer({ doc: 'Its client port.', default: 2181, schema: { minimum: 1, maximum: 65535 } }),
  }),
  name: string({
    doc: 'Name of the ClickHouseKeeperInstallation; empty takes the full name of the release and `-keeper`. With clusterName it may have 41 characters. It never changes after the installation.',
    default: '',
    schema: { ...dnsLabel, maxLength: 40 },
  }),
  clusterName: string({
    doc: 'Name of its cluster, a part of host names. It never changes after the installation.',
    default: 'keeper',
    schema: clusterName,
  }),
  replicas: integer({
    doc: 'Keepers: 3 survive the loss of one, 5 of two, 1 of none. It never changes after the installation: growing a live ensemble empties it.',
    default: 3,
    schema: { enum: [1, 3, 5] },
  }),
  reconcileToken: string({
    doc: 'Any new text makes the operator reconcile again without another change.',
    default: '',
    schema: { maxLength: 100 },
  }),
  ...podValues({
    what: 'ClickHouse Keeper',
    ...keeperImage,
    volumeSize: '10Gi',
    resources: {
      requests: { cpu: '250m', memory: '1Gi' },
      limits: { memory: '2Gi' },
    },
    resourcesDoc: 'Resources of each Keeper.',
    graceSeconds: 60,
  }),
  settings: stringMap({
    doc: 'Further settings by their path. Values are text.',
    default: {},
    example: { 'keeper_server/coordination_settings/snapshot_distance': '50000' },
    schema: settingsMap([
      'keeper_server/four_letter_word_white_list',
      'keeper_server/raft_configuration',
      'keeper_server/server_id',
    ]),
  }),
});
