import type { Rendered } from './render.ts';

/**
 * The objects for which an installation of the Altinity operator holds templates, as Kubernetes objects of their own:
 * its CRDs leave them open, so only Kubernetes' own schemas can tell whether a field in them exists.
 */
export function templatesOf(object: Rendered): readonly Rendered[] {
  if (!/^ClickHouse(Keeper)?Installation$/.test(object.kind)) return [];
  const { templates } = object.spec as { readonly templates: Templates }; // the CRD has been checked
  const lift = (apiVersion: string, kind: string, list: readonly Template[] = []) =>
    list.map(({ name, metadata, spec }) => ({
      apiVersion,
      kind,
      metadata: { name: `${object.metadata.name}-${name}`, ...metadata },
      spec,
    }));
  return [
    ...lift('v1', 'Pod', templates.podTemplates),
    ...lift('v1', 'PersistentVolumeClaim', templates.volumeClaimTemplates),
    ...lift('v1', 'Service', templates.serviceTemplates),
  ];
}

interface Template {
  readonly name: string;
  readonly metadata?: object;
  readonly spec: unknown;
}

interface Templates {
  readonly podTemplates?: readonly Template[];
  readonly volumeClaimTemplates?: readonly Template[];
  readonly serviceTemplates?: readonly Template[];
}
