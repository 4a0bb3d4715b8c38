import { field, listField, textField } from '../kubernetes/untrusted.ts';

/** Where a release comes from: a label of the pod, or the image of the container, as a whole or its tag alone. */
export type ReleaseFrom =
  | { readonly kind: 'label'; readonly key: string }
  | { readonly kind: 'image' }
  | { readonly kind: 'tag' };

/** The release of each container of a pod, by its name; what Sentry would refuse is left out. */
export function releasesOf(pod: unknown, from: ReleaseFrom): ReadonlyMap<string, string> {
  const spec = field(pod, 'spec');
  const containers = ['containers', 'initContainers', 'ephemeralContainers'].flatMap(
    (list) => listField(spec, list) ?? [],
  );
  const label = from.kind === 'label' ? labelOf(pod, from.key) : undefined;
  return new Map(
    containers.flatMap((container) => {
      const name = textField(container, 'name');
      const release =
        from.kind === 'label' ? label : releaseOfImage(textField(container, 'image') ?? '', from.kind);
      return name === undefined || release === undefined || !isRelease(release) ? [] : [[name, release]];
    }),
  );
}

function labelOf(pod: unknown, key: string): string | undefined {
  return textField(field(field(pod, 'metadata'), 'labels'), key);
}

/** `registry.example.com/shop/api:1.4` is release `api@1.4`, or `1.4` alone. */
function releaseOfImage(image: string, kind: 'image' | 'tag'): string | undefined {
  const match = /(?:^|\/)([^/:@]+)(?::([^/:@]+))?(?:@sha256:([0-9a-f]{12})[0-9a-f]*)?$/.exec(image);
  const [, name, tag, digest] = match ?? [];
  const version = tag ?? digest;
  if (name === undefined || version === undefined || version === 'latest') return undefined;
  return kind === 'tag' ? version : `${name}@${version}`;
}

/** As Relay checks it. */
function isRelease(text: string): boolean {
  return text.length <= 200 && !/[\s/\\\p{Cc}]/u.test(text) && !/^(?:\.{1,2}|latest)$/i.test(text);
}
