import { emitYaml } from '../yaml/emit.ts';
import { changesOf, type ReleaseNotes } from './changelog.ts';

/** What Artifact Hub shows of a chart beside its Chart.yaml. */
export interface ArtifactHub {
  readonly category: 'monitoring-logging' | 'database';
  /** Images that the chart runs with its default values. */
  readonly images: readonly { readonly name: string; readonly image: string }[];
  readonly links: readonly { readonly name: string; readonly url: string }[];
  /** How the changelog names what concerns this chart. */
  readonly subjects: readonly string[];
}

/** The annotations of Chart.yaml that Artifact Hub reads; every value is text, lists are YAML inside it. */
export function artifactHubAnnotations(
  { category, images, links, subjects }: ArtifactHub,
  notes: ReleaseNotes | undefined,
): Readonly<Record<string, string>> {
  const changes = changesOf(notes, subjects);
  return {
    'artifacthub.io/category': category,
    'artifacthub.io/license': 'Apache-2.0',
    'artifacthub.io/images': emitYaml(images),
    'artifacthub.io/links': emitYaml(links),
    ...(changes.length > 0 ? { 'artifacthub.io/changes': emitYaml(changes) } : {}),
    'artifacthub.io/containsSecurityUpdates': String(changes.some(({ kind }) => kind === 'security')),
  };
}
