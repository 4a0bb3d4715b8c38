import type { Affinity, PersistentVolumeClaimSpec, PodSpec, ServiceSpec } from 'kubernetes-types/core/v1.js';
import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';

/**
 * The fields of the operator's two kinds that this chart writes, by the CRDs of 0.26.0 to 0.27.4. The operator takes
 * booleans as text in every version ("yes", "no"); native ones only from 0.27.1 on.
 */
export interface ClickHouseInstallation {
  apiVersion: 'clickhouse.altinity.com/v1';
  kind: 'ClickHouseInstallation';
  metadata: ObjectMeta;
  spec: ClickHouseSpec & { taskID: string };
}

export interface ClickHouseKeeperInstallation {
  apiVersion: 'clickhouse-keeper.altinity.com/v1';
  kind: 'ClickHouseKeeperInstallation';
  metadata: ObjectMeta;
  spec: KeeperSpec & { taskID: string };
}

export interface ClickHouseSpec {
  namespaceDomainPattern?: string;
  defaults: {
    /** Host names that other namespaces can resolve too; Snuba dials what system.clusters lists. */
    replicasUseFQDN: Switch;
    distributedDDL: { profile: string };
    storageManagement: StorageManagement;
    templates: { podTemplate: string; dataVolumeClaimTemplate: string; serviceTemplate: string };
  };
  reconcile: {
    policy: 'wait';
    host: { wait: { replicas: { new: Switch }; probes: { readiness: Switch } } };
    cleanup: Cleanup;
  };
  configuration: {
    zookeeper?: { nodes: { host: string; port: number }[]; session_timeout_ms: number };
    users: Record<string, string | string[] | SecretSource>;
    profiles: Record<string, string>;
    settings: Record<string, string>;
    files: Record<string, string>;
    clusters: ClickHouseCluster[];
  };
  templates: {
    podTemplates: PodTemplate[];
    volumeClaimTemplates: VolumeClaimTemplate[];
    serviceTemplates: { name: string; generateName: string; metadata: ObjectMeta; spec: ServiceSpec }[];
  };
}

export interface ClickHouseCluster {
  name: string;
  secret: { auto: Switch } | SecretSource;
  pdbManaged: Switch;
  pdbMaxUnavailable: number;
  layout: { shardsCount: number; replicasCount: number };
}

/** This kind has `reconciling` and no `reconcile`, the other way round than the one above. */
export interface KeeperSpec {
  namespaceDomainPattern?: string;
  defaults: {
    storageManagement: StorageManagement;
    templates: { podTemplate: string; dataVolumeClaimTemplate: string };
  };
  reconciling: { policy: 'wait'; cleanup: Cleanup };
  configuration: {
    settings: Record<string, string>;
    clusters: {
      name: string;
      pdbManaged: Switch;
      pdbMaxUnavailable: number;
      layout: { replicasCount: number };
    }[];
  };
  templates: { podTemplates: PodTemplate[]; volumeClaimTemplates: VolumeClaimTemplate[] };
}

type Switch = 'yes' | 'no';

export interface SecretSource {
  valueFrom: { secretKeyRef: { name: string; key: string } };
}

interface StorageManagement {
  provisioner: 'Operator';
  reclaimPolicy: 'Retain';
}

interface Cleanup {
  unknownObjects: CleanupPolicies;
  reconcileFailedObjects: CleanupPolicies;
}

type CleanupPolicies = Record<'statefulSet' | 'pvc' | 'configMap' | 'service', 'Retain' | 'Delete'>;

export interface PodTemplate {
  name: string;
  podDistribution?: {
    type: 'ClickHouseAntiAffinity';
    scope: 'ClickHouseInstallation';
    topologyKey: string;
  }[];
  metadata: ObjectMeta;
  spec: PodSpec & { affinity?: Affinity };
}

/** `reclaimPolicy` stands beside `spec`: inside of it, it would be dropped without a word. */
export interface VolumeClaimTemplate {
  name: string;
  reclaimPolicy: 'Retain';
  metadata: ObjectMeta;
  spec: PersistentVolumeClaimSpec;
}
