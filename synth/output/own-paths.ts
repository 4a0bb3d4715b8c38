import { releaseIds } from '../platform/release-ids.ts';

/**
 * Folders and files that belong to the synth as a whole: what is in them and not generated any more is removed.
 * Nothing else is ever touched, so that a repository may keep charts, values and CI files of its own beside them.
 */
export const ownCharts: readonly string[] = ['sentry-clickhouse', 'sentry-kubernetes'].map(
  (name) => `charts/${name}`,
);

/** What is generated in the charts of werf; everything else there is the team's. */
const inUmbrella = /^(Chart\.yaml|Chart\.lock|\.gitignore|values(-[^/]*)?\.yaml)$/;

/** Whether a file below `ownPaths` may be removed: the charts of werf also hold what a team adds. */
export function isOwn(path: string): boolean {
  const [, rest] = /^ci\/werf\/[^/]+\/\.helm\/(.*)$/.exec(path) ?? [];
  return rest === undefined || inUmbrella.test(rest);
}

export const ownPaths: readonly string[] = [
  ...ownCharts,
  'platform.schema.json',
  'values/README.md',
  ...releaseIds.map((id) => `values/${id}`),
  ...['argocd', 'flux', 'gitlab', 'helm', 'helmfile', 'werf'].map((tool) => `ci/${tool}`),
  'ci/README.md',
];
