import { mkdir } from 'node:fs/promises';
import { type RunResult, run, runOrThrow } from '../tools/run.ts';
import { bridgeAddress, clusterFolder, nodeName, ports } from './addresses.ts';
import { apiServer, apiServerReady, startApiServer } from './api-server.ts';
import { writeCertificates } from './certificates.ts';
import { containerdSocket, startContainerd } from './containerd.ts';
import { processesOf, residentMemory } from './control-groups.ts';
import { startControllerManager } from './controller-manager.ts';
import { startDns } from './dns.ts';
import { compact, startEtcd } from './etcd.ts';
import { importImages } from './images.ts';
import { startKubeProxy } from './kube-proxy.ts';
import { kubeconfig, writeKubeconfigs } from './kubeconfig.ts';
import { kubelet, startKubelet } from './kubelet.ts';
import { startNetwork } from './network.ts';
import { portFree } from './port-free.ts';
import { kill, signal, startAgain, stop } from './process.ts';
import { clusterPrograms } from './programs.ts';
import { startScheduler } from './scheduler.ts';
import { tearDown } from './tear-down.ts';
import { until } from './until.ts';

/** Names a container of a pod; without a container, the pod's first. */
export interface ContainerName {
  readonly namespace: string;
  readonly pod: string;
  readonly container?: string;
}

export interface ContainerState {
  /** containerd's id, without a scheme. */
  readonly id: string;
  readonly restarts: number;
  /** When the running container started; undefined while it does not run. */
  readonly startedAt: Date | undefined;
}

/** A real Kubernetes of one node on this machine, and the faults it can be made to have. */
export interface Cluster {
  /** Path of an administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** The machine as pods see it: listen here to be reached from pods. */
  readonly address: string;
  kubectl(args: readonly string[], input?: string): Promise<RunResult>;
  /** The answer of a read, parsed. */
  get(args: readonly string[]): Promise<unknown>;
  apply(yaml: string): Promise<void>;
  stopApiServer(): Promise<void>;
  /** Starts it again and waits until it is ready. */
  startApiServer(): Promise<void>;
  restartApiServer(): Promise<void>;
  /** Leaves its connections open and answers nothing until it is resumed. */
  pauseApiServer(): Promise<void>;
  resumeApiServer(): Promise<void>;
  /** Ends it without a farewell, as the kernel would. */
  killApiServer(): Promise<void>;
  /** Makes the API server answer 410 to watches that resume from before now; answers that revision. */
  compactEtcd(): Promise<number>;
  restartKubelet(): Promise<void>;
  container(name: ContainerName): Promise<ContainerState>;
  /** Kills a container's processes from outside, as the kernel would. */
  killContainer(name: ContainerName, kind?: NodeJS.Signals): Promise<void>;
  /** The processes of a container as this machine numbers them, its first process first. */
  processes(name: ContainerName): Promise<readonly number[]>;
  /** Bytes of anonymous memory of a container. */
  memory(name: ContainerName): Promise<number>;
}

/** Starts a cluster from nothing, after removing what a killed run left; ready when its node is. */
export async function startCluster(folder = clusterFolder): Promise<Cluster> {
  const programs = await clusterPrograms();
  await tearDown(folder);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  try {
    await startNetwork(folder);
    await writeCertificates(folder);
    await writeKubeconfigs(folder);
    await Promise.all([
      startEtcd(folder, programs.etcd).then(() => startApiServer(folder, programs)),
      startContainerd(folder).then(() => importImages(containerdSocket(folder))),
    ]);
    await startControllerManager(folder, programs.controllerManager);
    await startScheduler(folder, programs.scheduler);
    await startKubelet(folder, programs.kubelet);
    await startKubeProxy(folder, programs.kubeProxy);
    await startDns(folder, programs.coredns);
    const cluster = await runningCluster(folder);
    await nodeReady(cluster);
    return cluster;
  } catch (error) {
    if (!process.env.SENTRY_K8S_KEEP_CLUSTER) await tearDown(folder);
    throw error;
  }
}

/** The cluster that already runs in `folder`: tests run in other processes than the one that started it. */
export async function runningCluster(folder = clusterFolder): Promise<Cluster> {
  const programs = await clusterPrograms();
  const admin = kubeconfig(folder, 'admin');
  const kubectl = (args: readonly string[], input?: string) =>
    run(programs.kubectl, [`--kubeconfig=${admin}`, ...args], input === undefined ? {} : { input });
  const get = async (args: readonly string[]): Promise<unknown> => {
    const { stdout } = await runOrThrow(programs.kubectl, [
      `--kubeconfig=${admin}`,
      'get',
      ...args,
      '-o',
      'json',
    ]);
    return JSON.parse(stdout);
  };
  const startServer = async () => {
    await portFree(ports.api);
    await startAgain(folder, apiServer);
    await apiServerReady(folder, programs.kubectl);
  };
  const container = async ({ namespace, pod, container: name }: ContainerName) =>
    stateOf(await get(['pod', pod, '-n', namespace]), name);
  const processes = async (name: ContainerName) => processesOf((await container(name)).id);
  return {
    kubeconfig: admin,
    address: bridgeAddress,
    kubectl,
    get,
    apply: async (yaml) => {
      await runOrThrow(programs.kubectl, [`--kubeconfig=${admin}`, 'apply', '-f', '-'], { input: yaml });
    },
    stopApiServer: () => stop(folder, apiServer),
    startApiServer: startServer,
    restartApiServer: async () => {
      await stop(folder, apiServer);
      await startServer();
    },
    pauseApiServer: () => signal(folder, apiServer, 'SIGSTOP'),
    resumeApiServer: () => signal(folder, apiServer, 'SIGCONT'),
    killApiServer: () => kill(folder, apiServer),
    compactEtcd: compact,
    restartKubelet: async () => {
      await stop(folder, kubelet);
      await startAgain(folder, kubelet);
    },
    container,
    killContainer: async (name, kind = 'SIGKILL') => {
      for (const pid of await processes(name)) process.kill(pid, kind);
    },
    processes,
    memory: async (name) => residentMemory((await container(name)).id),
  };
}

/** Ready node with its lease, and the account that pods of the first namespace need. */
async function nodeReady(cluster: Cluster): Promise<void> {
  const ready = '-o=jsonpath={.status.conditions[?(@.type=="Ready")].status}';
  await until(async () => (await cluster.kubectl(['get', 'node', nodeName, ready])).stdout === 'True', {
    what: 'the node to be Ready',
    seconds: 90,
  });
  await until(
    async () => (await cluster.kubectl(['get', 'lease', nodeName, '-n', 'kube-node-lease'])).code === 0,
    {
      what: 'the lease of the node',
    },
  );
  await until(async () => (await cluster.kubectl(['get', 'serviceaccount', 'default'])).code === 0, {
    what: 'the service account of the namespace default',
  });
}

interface PodStatus {
  readonly status: {
    readonly containerStatuses?: readonly {
      readonly name: string;
      readonly containerID?: string;
      readonly restartCount: number;
      readonly state: { readonly running?: { readonly startedAt: string } };
    }[];
  };
}

function stateOf(pod: unknown, name: string | undefined): ContainerState {
  const { containerStatuses = [] } = (pod as PodStatus).status; // the API server's own Pod
  const found = containerStatuses.find((status) => name === undefined || status.name === name);
  if (found === undefined) throw new Error(`the pod has no status of container ${name ?? '(any)'} yet`);
  const startedAt = found.state.running?.startedAt;
  return {
    id: (found.containerID ?? '').replace(/^.*:\/\//, ''),
    restarts: found.restartCount,
    startedAt: startedAt === undefined ? undefined : new Date(startedAt),
  };
}
