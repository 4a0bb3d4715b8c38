import { type Guide, isReleaseRow } from '../guide.ts';
import type { Installation, Report } from '../installation.ts';
import { type SecretUse, secretUses } from '../secret-uses.ts';
import { isTree, listAt, textAt, type ValueTree, valueAt } from '../value-tree.ts';

/** Every Secret that a release reads is made by a step of the guide or by another controller, and no other is. */
export function checkSecrets({ guide, releases }: Installation, report: Report): void {
  const uses = [...releases].flatMap(([id, { namespace, values }]) => secretUses(id, namespace, values));
  const sentry = releases.get('sentry');
  const others = sentry === undefined ? [] : madeByControllers(sentry.namespace, sentry.values);
  const listed = listedSecrets(guide);
  const created = createdSecrets(guide);
  for (const use of uses) {
    if (others.some((other) => isFor(other, use))) continue;
    if (!listed.some((entry) => isFor(entry, use)))
      report('Secrets', `${show(use)} is read by ${use.from}, and the table of Secrets does not have it`);
    if (!created.some((entry) => isFor(entry, use)))
      report('Secrets', `${show(use)} is read by ${use.from}, and no command makes it`);
  }
  for (const entry of listed) {
    if (!uses.some((use) => isFor(entry, use)))
      report('Secrets', `${show(entry)} is listed, and nothing reads it`);
  }
  for (const { namespace, name, key } of created) {
    // A copy for another namespace takes every key with it.
    if (!uses.some((use) => use.name === name && (use.key === undefined || use.key === key))) {
      report('Secrets', `${show({ namespace, name, key })} is made, and nothing reads it`);
    }
    if (!uses.some((use) => use.namespace === namespace && use.name === name)) {
      report('Secrets', `${show({ namespace, name, key })} is made, and nothing in ${namespace} reads it`);
    }
  }
}

type Entry = Omit<SecretUse, 'from'>;

function isFor(entry: Entry, use: Entry): boolean {
  const sameKey = entry.key === undefined || use.key === undefined || entry.key === use.key;
  return entry.namespace === use.namespace && entry.name === use.name && sameKey;
}

function show({ namespace, name, key }: Entry): string {
  return `${namespace}/${name}${key === undefined ? '' : `[${key}]`}`;
}

/** Rows of Secret, namespaces, key, what it holds, origin. */
function listedSecrets({ rows }: Guide): readonly Entry[] {
  return rows
    .filter((row) => row.length === 5 && !isReleaseRow(row))
    .flatMap(([name = '', namespaces = '', key = '']) =>
      namespaces.split(', ').map((namespace) => ({ namespace, name, key })),
    );
}

function createdSecrets({ commands }: Guide): readonly Entry[] {
  const made = commands.flatMap((command): readonly Entry[] => {
    const [, namespace, name, rest] =
      /^kubectl -n (\S+) create secret generic (\S+) (.*)$/.exec(command) ?? [];
    if (namespace === undefined || name === undefined || rest === undefined) return [];
    return [...rest.matchAll(/--from-(?:literal|file)=([^=\s]+)=/g)].map(([, key]) => ({
      namespace,
      name,
      key,
    }));
  });
  const copied = commands.flatMap((command): readonly Entry[] => {
    const [, from, name, to] =
      /^kubectl -n (\S+) get secret (\S+) -o json \| jq .* \| kubectl -n (\S+) create -f -$/.exec(command) ??
      [];
    return made
      .filter((entry) => entry.namespace === from && entry.name === name)
      .map((entry) => ({ ...entry, namespace: to ?? '' }));
  });
  return [...made, ...copied];
}

/** Secrets that Deckhouse and cert-manager make because of this release. */
function madeByControllers(namespace: string, values: ValueTree): readonly Entry[] {
  const manifests = listAt(values, 'extraManifests')
    .filter(isTree)
    .flatMap((manifest): readonly Entry[] => {
      const home = textAt(manifest, 'metadata.namespace') ?? namespace;
      if (manifest.kind === 'DexClient') {
        return [
          { namespace: home, name: `dex-client-${textAt(manifest, 'metadata.name')}`, key: 'clientSecret' },
        ];
      }
      if (manifest.kind === 'Certificate') {
        return [{ namespace: home, name: textAt(manifest, 'spec.secretName') ?? '', key: undefined }];
      }
      return [];
    });
  const annotations = valueAt(values, 'ingress.annotations');
  const shim =
    isTree(annotations) &&
    ['cert-manager.io/issuer', 'cert-manager.io/cluster-issuer'].some((key) => key in annotations);
  const ingress = listAt(values, 'ingress.tls').filter(isTree);
  return [
    ...manifests,
    ...(shim
      ? ingress.map((entry) => ({ namespace, name: textAt(entry, 'secretName') ?? '', key: undefined }))
      : []),
  ];
}
