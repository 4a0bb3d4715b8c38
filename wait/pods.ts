import { fine, missing, type Verdict } from './verdict.ts';

/** What is read of a pod. */
export interface Pod {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

/** A status of `Completed` was seen without any pods; only counting them helps. */
export function judgePods(what: string, pods: readonly Pod[], wanted: number): Verdict {
  const ready = pods.filter(isReady);
  if (pods.length === wanted && ready.length === wanted) return fine;
  const others = pods.filter((pod) => !isReady(pod)).map(describe);
  const names = others.length === 0 ? '' : `; ${others.join(', ')}`;
  return missing(`${what}: ${ready.length} of ${wanted} pods are ready${names}`);
}

function isReady({ metadata, status }: Pod): boolean {
  const ready = status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True');
  return metadata.deletionTimestamp === undefined && ready === true;
}

function describe({ metadata, status }: Pod): string {
  const state = metadata.deletionTimestamp === undefined ? (status?.phase ?? 'unknown') : 'terminating';
  return `${metadata.name} is ${state}`;
}
