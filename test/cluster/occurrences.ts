/** What the reporter is to report, as far as one stored object tells of it. */
export interface Occurrence {
  readonly source: 'event' | 'container';
  /** With `mark`, what the id in Sentry is made of. */
  readonly uid: string;
  /** The count of an event, or the run of a container. */
  readonly mark: number | string;
  readonly namespace: string;
  readonly name: string;
  readonly reason: string;
  readonly message: string;
  /** Whether another source may tell it instead, or nobody needs to. */
  readonly optional: boolean;
}

export const prefixes = ['/registry/events/', '/registry/pods/'] as const;

/** The occurrences that an object of one of the prefixes shows; Kubernetes stores it as JSON. */
export function occurrencesIn(key: string, value: string): readonly Occurrence[] {
  const object: unknown = JSON.parse(value);
  // Kubernetes' own forms
  return key.startsWith(prefixes[0]) ? warnings(object as StoredEvent) : failedRuns(object as StoredPod);
}

function warnings({ type, reason, message, count, series, metadata }: StoredEvent): readonly Occurrence[] {
  if (type === 'Normal') return [];
  const { uid, namespace, name } = metadata;
  const mark = Math.max(count ?? 0, series?.count ?? 0, 1);
  // Says of a container's failure that it happened, which the pod's status says better.
  const optional = reason === 'BackOff' && message.startsWith('Back-off restarting failed');
  return [{ source: 'event', uid, mark, namespace, name, reason, message, optional }];
}

function failedRuns({ metadata, status = {} }: StoredPod): readonly Occurrence[] {
  const { uid, namespace, name, deletionTimestamp } = metadata;
  const statuses = [
    ...(status.initContainerStatuses ?? []).map((one) => ['initContainers', one] as const),
    ...(status.containerStatuses ?? []).map((one) => ['containers', one] as const),
  ];
  return statuses.flatMap(([list, { name: container, state, lastState }]) =>
    [lastState?.terminated, state?.terminated].flatMap((run): readonly Occurrence[] => {
      if (run === undefined || run.exitCode === 0 || run.containerID === undefined) return [];
      return [
        {
          source: 'container',
          uid: `${uid}/spec.${list}{${container}}`,
          mark: run.containerID,
          namespace,
          name,
          reason: run.reason ?? '',
          message: `exit code ${run.exitCode}`,
          optional: deletionTimestamp !== undefined || status.reason !== undefined,
        },
      ];
    }),
  );
}

interface Metadata {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  readonly deletionTimestamp?: string;
}

interface StoredEvent {
  readonly metadata: Metadata;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count?: number;
  readonly series?: { readonly count?: number };
}

interface Ended {
  readonly terminated?: {
    readonly exitCode: number;
    readonly reason?: string;
    readonly containerID?: string;
  };
}

interface ContainerStatus {
  readonly name: string;
  readonly state?: Ended;
  readonly lastState?: Ended;
}

interface StoredPod {
  readonly metadata: Metadata;
  readonly status?: {
    readonly reason?: string;
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}
