import { podSpecOf, restrictedViolations } from '../../test/charts/pods.ts';
import { idOf, objectsOf, type Rendered } from '../../test/charts/render.ts';
import { type Helm, runHelm } from '../../test/tools/helm.ts';
import { kubeScore } from '../../test/tools/kube-score.ts';
import { kubeconform } from '../../test/tools/kubeconform.ts';
import { type Chart, type Naming, render } from './chart.ts';

/** What a chart's render says. */
export interface RenderFigures {
  readonly lints: readonly boolean[];
  readonly objects: number;
  readonly helmsAgree: boolean;
  readonly sameTwice: boolean;
  /** Objects that kubeconform -strict holds for valid, of those it knows; absent without kubeconform. */
  readonly valid: { readonly known: number; readonly valid: number } | undefined;
  readonly pods: { readonly all: number; readonly restricted: number };
  /** Absent without kube-score. */
  readonly score: { readonly critical: number; readonly warning: number } | undefined;
  readonly sharedByReleases: number;
  readonly sharedByNamespaces: number;
}

export async function renderFigures(helms: readonly [Helm, Helm], chart: Chart): Promise<RenderFigures> {
  const [one, two] = helms;
  const text = await render(two, chart);
  const objects = objectsOf(text);
  const pods = objects.map(podSpecOf).filter((pod) => pod !== undefined);
  return {
    lints: await Promise.all(helms.map((helm) => lints(helm, chart))),
    objects: objects.length,
    helmsAgree: alike(objects, objectsOf(await render(one, chart))),
    sameTwice: text === (await render(two, chart)),
    valid: await validity(text, objects),
    pods: {
      all: pods.length,
      restricted: pods.filter((pod) => restrictedViolations(pod).length === 0).length,
    },
    score: await score(text),
    sharedByReleases: await shared(two, chart, [{ release: 'first' }, { release: 'second' }]),
    sharedByNamespaces: await shared(two, chart, [{ namespace: 'here' }, { namespace: 'there' }]),
  };
}

async function lints(helm: Helm, { folder, args }: Chart): Promise<boolean> {
  return (await runHelm(helm, ['lint', '--strict', folder, ...args])).code === 0;
}

function alike(some: readonly Rendered[], others: readonly Rendered[]): boolean {
  const sorted = (objects: readonly Rendered[]) =>
    objects
      .map((object) => JSON.stringify(object))
      .sort()
      .join();
  return sorted(some) === sorted(others);
}

async function validity(text: string, objects: readonly Rendered[]): Promise<RenderFigures['valid']> {
  const checked = await kubeconform(text, '1.37.2');
  if (checked.state === 'missing') return undefined;
  // A kind that Kubernetes does not have itself ends in an error, for want of a schema.
  const unknown = checked.findings.filter(({ status }) => status !== 'statusInvalid').length;
  const invalid = checked.findings.length - unknown;
  const known = Math.min(checked.objects, objects.length) - unknown;
  return { known, valid: known - invalid };
}

async function score(text: string): Promise<RenderFigures['score']> {
  const scored = await kubeScore(text);
  if (scored.state === 'missing') return undefined;
  const critical = scored.remarks.filter(({ grade }) => grade === 'critical').length;
  return { critical, warning: scored.remarks.length - critical };
}

/** Objects that two releases would both want: the second could not be installed. */
async function shared(helm: Helm, chart: Chart, [one, two]: readonly [Naming, Naming]): Promise<number> {
  const ids = async (naming: Naming) => {
    const { namespace = 'space' } = naming;
    const objects = objectsOf(await render(helm, chart, naming));
    return objects.map((object) => idOf(placed(object, namespace)));
  };
  const others = new Set(await ids(two));
  return (await ids(one)).filter((id) => others.has(id)).length;
}

/** Most charts leave the namespace to helm. */
function placed(object: Rendered, release: string): Rendered {
  if (clusterScoped.test(object.kind)) return object;
  const { namespace = release } = object.metadata;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

const clusterScoped =
  /^(?:Cluster|CustomResourceDefinition|(?:Mutating|Validating)|PriorityClass|StorageClass|IngressClass|GatewayClass|Namespace|PersistentVolume$|APIService)/;
