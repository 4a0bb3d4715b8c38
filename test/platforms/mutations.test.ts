import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkConsistency } from '../../check/consistency/check-consistency.ts';
import { readInstallations } from '../../check/consistency/installation.ts';
import { isTree, type ValueTree } from '../../check/consistency/value-tree.ts';
import { emitYaml } from '../../synth/yaml/emit.ts';
import { valuesOf } from './synthesize.ts';

/** Values that no second place repeats: a change of one is a decision and not a contradiction. */
const ownValues = [
  /\.(resources|persistence)\./,
  /(replicas|replicaCount|replicationFactor|resourcesPreset)$/,
  /\.workers\[/,
  /\.partitions$/,
  /^(hooks|kafka|nginx|symbolicator|profiles|auth|clickhouse\.enabled|zookeeper|crdHook|metrics|operator\.resources)\b/,
  /^sentry\.(cleanup|features|watchNamespaces|clusterName|environment)\b/,
  /^images\./,
  /\.(enabled|port|sslMode|ssl|db|secure|httpPort|tcpPort)$/,
  /^external(Postgresql|Redis)\.(host|username|database)$/,
  /^externalClickhouse\.(singleNode|database)$/,
  /^externalKafka\.(cluster|security|provisioning)\b/,
  /^mail\.(backend|host|from|useTls|useSsl|username)$/,
  /^config\.(snubaSettingsPy|sentryConfPy)$/,
  /^filestore\.(backend|profiles\.backend)$|^nodestore\.(backend|s3\.bucketPath|s3\.compression)$/,
  /addressing_style$/,
  /^(ingress\.(ingressClassName|regexPathStyle|annotations)|ingress\.additionalHostNames)\b/,
  /^traefikIngressRoute\.entryPoints/,
  /^route\..*\.(parentRefs|enabled)\b/,
  /^(clickhouse|keeper)\.(spread|tolerations|nodeSelector|image|user\.networks)\b/,
  /^(vroom|sentry\.web)\.env\[\d\]\.name$/,
  /^extraManifests\[\d\]\.(apiVersion|kind)$/,
  /^extraManifests\[\d\]\.spec\.(issuerRef|privateKey|allowedGroups)\b/,
  /^extraManifests\[\d\]\.metadata\.name$/, // of a Certificate; that of a DexClient is tried below
  /\.(reconcile)\./,
  /^filestore\.s3\.bucketName$/, // tried through that of the nodestore
  /^ingress\.tls\[0\]\.secretName$/, // tried through the Certificate that fills it
  /^secret\.create$/,
];

const platforms = [
  'reference',
  'deckhouse',
  'gcs',
  's3',
  'sasl-kafka',
  'oidc',
  'namespaces',
  'trial',
  'environments',
];

describe.each(platforms)('in what %s gives', async (platform) => {
  const files = await valuesOf(platform);
  const read = remembering();

  test('no value that two places share can be changed in one of them unnoticed', () => {
    const unnoticed: string[] = [];
    let tried = 0;
    for (const [file, text] of files) {
      if (!file.endsWith('.yaml')) continue;
      for (const { path, change } of leavesOf(parse(text))) {
        if (ownValues.some((own) => own.test(path))) continue;
        const changed = new Map(files).set(file, emitYaml(change()));
        if (isSameAsInstalled(files, changed, read)) continue;
        tried++;
        if (checkConsistency(changed, read).length === 0) unnoticed.push(`${file}: ${path}`);
      }
    }
    expect(unnoticed).toEqual([]);
    expect(tried).toBeGreaterThan(10);
  });

  test('no name in the guide can be changed in one place unnoticed', () => {
    const unnoticed: string[] = [];
    for (const { changed, where } of changedGuides(files.get('values/README.md') ?? '', namesIn(files))) {
      if (checkConsistency(new Map(files).set('values/README.md', changed), read).length === 0)
        unnoticed.push(where);
    }
    expect(unnoticed).toEqual([]);
  });
});

test('the name of a DexClient cannot be changed unnoticed', async () => {
  const files = await valuesOf('deckhouse');
  const file = 'values/sentry/values.yaml';
  const text = files.get(file) ?? '';
  const changed = text.replace(/(kind: DexClient\n\s+metadata:\n\s+name: )sentry/, '$1other');
  expect(changed).not.toBe(text);
  expect(checkConsistency(new Map(files).set(file, changed))).not.toEqual([]);
});

test('the client ID in sentryConfPy cannot be changed unnoticed', async () => {
  const files = await valuesOf('deckhouse');
  const file = 'values/sentry/values.yaml';
  const changed = (files.get(file) ?? '').replace('dex-client-sentry@sentry', 'dex-client-sentry@other');
  expect(checkConsistency(new Map(files).set(file, changed))).not.toEqual([]);
});

interface Leaf {
  readonly path: string;
  /** The whole tree with this leaf changed. */
  readonly change: () => unknown;
}

function leavesOf(root: unknown): readonly Leaf[] {
  const leaves: Leaf[] = [];
  walk(root, '', (value) => value);
  return leaves;

  function walk(value: unknown, path: string, put: (value: unknown) => unknown): void {
    if (isTree(value)) {
      for (const key of Object.keys(value)) {
        walk(value[key], path === '' ? key : `${path}.${key}`, (changed) =>
          put({ ...value, [key]: changed }),
        );
      }
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => {
        walk(item, `${path}[${index}]`, (changed) => put(value.with(index, changed)));
      });
    } else if (value !== null) {
      leaves.push({
        path,
        change: () =>
          put(typeof value === 'string' ? `${value}x` : typeof value === 'number' ? value + 1 : !value),
      });
    }
  }
}

/** Whether a change has no effect, because the file of every environment replaces it. */
function isSameAsInstalled(
  files: ReadonlyMap<string, string>,
  changed: ReadonlyMap<string, string>,
  read: (text: string) => unknown,
): boolean {
  const merged = (all: ReadonlyMap<string, string>) =>
    JSON.stringify(
      readInstallations(all, read).map(({ releases }) => [...releases].map(([, { values }]) => values)),
    );
  return merged(files) === merged(changed);
}

/** Parses each text once: all files but the changed one are the same each time. */
function remembering(): (text: string) => unknown {
  const known = new Map<string, unknown>();
  return (text) => {
    if (!known.has(text)) known.set(text, parse(text));
    return known.get(text);
  };
}

/** Names that the values or the commands give to things. */
function namesIn(files: ReadonlyMap<string, string>): readonly string[] {
  const names = new Set<string>();
  for (const { releases } of readInstallations(files)) {
    for (const [id, release] of releases) {
      for (const name of [release.name, release.namespace, release.chart, release.version, id])
        if (name !== undefined) names.add(name);
      collect(release.values, names);
    }
  }
  return [...names].filter((name) => name.length > 2);
}

const named =
  /^(name|clusterName|existingSecret\w*|password|mechanism|username|\w*Ref|secretName|credentialsFile|item|key|url|email|adminPasswordKey)$/;

function collect(tree: ValueTree, names: Set<string>): void {
  for (const [key, value] of Object.entries(tree)) {
    if (isTree(value)) collect(value, names);
    else if (Array.isArray(value)) value.filter(isTree).forEach((item) => void collect(item, names));
    else if (named.test(key) && typeof value === 'string') names.add(value);
  }
}

interface ChangedGuide {
  readonly changed: string;
  readonly where: string;
}

function* changedGuides(readme: string, names: readonly string[]): Generator<ChangedGuide> {
  for (const name of names) {
    const pattern = new RegExp(
      `(?<![\\w.@-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w@-]|\\.\\w)`,
      'g',
    );
    for (const { index } of readme.matchAll(pattern)) {
      const line = readme.slice(readme.lastIndexOf('\n', index) + 1, readme.indexOf('\n', index));
      const cell = readme.slice(0, index).split('\n').at(-1)?.split('|').length;
      if (isProse(line) || (line.startsWith('|') && cell === holds)) continue;
      yield {
        changed: `${readme.slice(0, index)}${name}x${readme.slice(index + name.length)}`,
        where: `${name} in: ${line.slice(0, 160)}`,
      };
    }
  }
}

/** Sentences that explain and name nothing to type: warnings, headings. */
function isProse(line: string): boolean {
  return /^(- |#|Generated)/.test(line);
}

/** The column of the table of Secrets that says in words what a key holds. */
const holds = 5;
