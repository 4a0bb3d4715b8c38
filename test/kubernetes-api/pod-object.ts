import type { KubernetesObject } from './event-log.ts';
import { uidOf } from './event-object.ts';

/** What a test says about a pod; the rest is filled in as the API server and the kubelet would. */
export interface PodFields {
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly node?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly owner?: { readonly kind: string; readonly name: string };
  readonly containers?: readonly ContainerFields[];
  readonly initContainers?: readonly ContainerFields[];
  readonly ephemeralContainers?: readonly ContainerFields[];
  /** Fields of the status beside the containers'. */
  readonly status?: Readonly<Record<string, unknown>>;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface ContainerFields {
  readonly name?: string;
  readonly restarts?: number;
  readonly state?: unknown;
  readonly lastState?: unknown;
  /** Fields of its entry in the spec. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** A core/v1 Pod. `serial` makes name and uid unique where the test gives none. */
export function podObject(fields: PodFields, serial: number): KubernetesObject {
  const namespace = fields.namespace ?? 'default';
  const { containers = [{}], initContainers = [], ephemeralContainers = [] } = fields;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: fields.name ?? `web-5d4b9c7f6d-${drawn(serial)}`,
      namespace,
      uid: fields.uid ?? uidOf(serial + 0x20000000),
      creationTimestamp: '2026-01-01T00:00:00Z',
      labels: fields.labels ?? { app: 'web', 'pod-template-hash': '5d4b9c7f6d' },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          controller: true,
          uid: uidOf(1),
          ...(fields.owner ?? { kind: 'ReplicaSet', name: 'web-5d4b9c7f6d' }),
        },
      ],
      ...fields.metadata,
    },
    spec: {
      nodeName: fields.node ?? 'node-1',
      initContainers: initContainers.map(specOf),
      containers: containers.map(specOf),
      ephemeralContainers: ephemeralContainers.map(specOf),
    },
    status: {
      phase: 'Running',
      initContainerStatuses: initContainers.map(statusOf),
      containerStatuses: containers.map(statusOf),
      ephemeralContainerStatuses: ephemeralContainers.map(statusOf),
      ...fields.status,
    },
  };
}

/** A state of a container: this run of it has ended. */
export function terminated(exitCode: number, part: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    terminated: {
      exitCode,
      reason: exitCode === 0 ? 'Completed' : 'Error',
      startedAt: '2026-01-01T00:00:00Z',
      finishedAt: '2026-01-01T00:00:30Z',
      containerID: 'containerd://1',
      ...part,
    },
  };
}

export const running = { running: { startedAt: '2026-01-01T00:01:00Z' } };

/** Five characters of those that Kubernetes draws suffixes from. */
function drawn(serial: number): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return [4, 3, 2, 1, 0].map((place) => alphabet.charAt(Math.floor(serial / 27 ** place) % 27)).join('');
}

function specOf({ name = 'web', spec }: ContainerFields): unknown {
  return { name, image: 'registry.example.com/web:1.0', ...spec };
}

function statusOf({ name = 'web', restarts = 0, state = running, lastState = {} }: ContainerFields): unknown {
  return {
    name,
    state,
    lastState,
    restartCount: restarts,
    ready: true,
    image: 'registry.example.com/web:1.0',
    imageID: 'registry.example.com/web@sha256:0',
    containerID: `containerd://${restarts + 1}`,
  };
}
