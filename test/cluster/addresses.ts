import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Everything a running cluster keeps, in one folder: a later process finds it, and `down` removes it. */
export const clusterFolder = join(tmpdir(), 'sentry-k8s-cluster');

export const nodeName = 'node-1';
export const bridge = 'sentry-k8s0';
/** The machine as pods see it: a server that listens here is reachable from every pod. */
export const bridgeAddress = '10.244.0.1';
export const podRange = '10.244.0.0/24';
export const serviceRange = '10.96.0.0/16';
/** The API server as pods see it. */
export const serviceAddress = '10.96.0.1';

// Away from the usual ports, so that a cluster of the person's own does not collide.
export const ports = {
  api: 16_443,
  etcd: 12_379,
  etcdPeer: 12_380,
  controllerManager: 20_257,
  scheduler: 20_259,
  kubelet: 20_250,
  kubeletHealth: 20_248,
  proxyHealth: 20_256,
  proxyMetrics: 20_249,
} as const;

export const apiUrl = `https://127.0.0.1:${ports.api}`;
export const etcdUrl = `http://127.0.0.1:${ports.etcd}`;
