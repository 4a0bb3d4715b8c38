/**
 * Values that werf adds to those of every chart, by its source: `GetServiceValues` in
 * pkg/deploy/helm/chart_extender/helpers/service_values.go and pkg/image/image_values.go of werf/werf 2.77.1, commit
 * 73d8d4ac99352a6b05189cfcfa598ad6e0868197.
 */
export function serviceValues(image: Image, namespace: string, environment: string) {
  const werf = {
    name: 'sentry-kubernetes',
    version: 'v2.77.1',
    repo: image.image,
    namespace,
    env: environment,
    commit: {
      hash: '73d8d4ac99352a6b05189cfcfa598ad6e0868197',
      date: { human: '2026-08-20 10:00:00 +0000 UTC', unix: 1787220000 },
    },
  };
  return {
    werf: { ...werf, image: { reporter: image.ref_tag }, tag: { reporter: image.tag } },
    global: { env: environment, werf: { ...werf, images: { reporter: image } } },
  };
}

export type Image = ReturnType<typeof imageOf>;

function imageOf(registry: string, repository: string, tag: string, digest: string, image: string) {
  const [namespace = '', name = ''] = repository.split('/');
  return {
    registry,
    namespace,
    name,
    tag,
    digest,
    tag_digest: `${tag}@${digest}`,
    image,
    repository,
    ref: `${image}:${tag}@${digest}`,
    ref_tag: `${image}:${tag}`,
    repository_ref: `${repository}:${tag}@${digest}`,
    repository_tag: `${repository}:${tag}`,
    name_ref: `${name}:${tag}@${digest}`,
    name_tag: `${name}:${tag}`,
  };
}

/** An image as `werf converge` and `werf plan` know it. */
export const builtImage = imageOf(
  'registry.example.com',
  'team/sentry',
  'a243949601ddc3d4133c4d5269ba23ed58cb8b18bf2b64047f35abd2-1598024377816',
  'sha256:ece15c4a8e7e04dd0afa25b85a51e3fba35eb31e0e1489a2f3e916da77e4e865',
  'registry.example.com/team/sentry',
);

/** What `werf render` and `werf lint` have in its place where nothing was built. */
export const stubImage = imageOf('REGISTRY', 'NAMESPACE/NAME', 'TAG', 'DIGEST', 'REPO');
