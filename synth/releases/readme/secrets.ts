import type { SecretEntry, SecretNeed } from '../../platform/names/secrets.ts';
import { shell } from './commands.ts';

/** Which Secrets must exist, and a command for each. */
export function secretsSection(secrets: readonly SecretNeed[]): string {
  const rows = secrets.flatMap(({ name, namespaces, entries }) =>
    entries.map(
      ({ key, holds, source }) =>
        `| \`${name}\` | ${namespaces.map((namespace) => `\`${namespace}\``).join(', ')} | \`${key}\` | ${holds} | ${origin(source)} |`,
    ),
  );
  return [
    'They must exist before the releases that read them. None of their content stands in any values file.',
    '',
    '| Secret | Namespace | Key | Holds | Comes from |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    '`npx sentry-k8s secrets generate` makes them all, once, for `kubectl`, werf, External Secrets or Sealed Secrets, and says how to apply them.',
    'Or by hand, with words in capitals for what only you know:',
    '',
    shell(byName(secrets).flatMap(createCommands)),
  ].join('\n');
}

/** A Secret that several parts read is made once, with the keys of all. */
function byName(secrets: readonly SecretNeed[]): readonly SecretNeed[] {
  const merged = new Map<string, SecretNeed>();
  for (const need of secrets) {
    const known = merged.get(need.name);
    const entries = [...(known?.entries ?? []), ...need.entries];
    merged.set(need.name, {
      ...need,
      namespaces: [...new Set([...(known?.namespaces ?? []), ...need.namespaces])],
      entries: entries.filter(({ key }, index) => entries.findIndex((entry) => entry.key === key) === index),
    });
  }
  return [...merged.values()];
}

function origin(source: SecretEntry['source']): string {
  if (source === 'random') return 'random, once';
  return source === 'given' ? 'you' : 'fixed';
}

/** One command, or where two namespaces need the same content one that makes it and one that copies it. */
function createCommands({ name, namespaces, entries }: SecretNeed): readonly string[] {
  const [home = '', ...others] = namespaces;
  return [
    `kubectl -n ${home} create secret generic ${name} \\\n  ${entries.map(literal).join(' \\\n  ')}`,
    ...others.map(
      (namespace) =>
        `kubectl -n ${home} get secret ${name} -o json \\\n  | jq '{apiVersion, kind, type, data, metadata: {name: .metadata.name}}' \\\n  | kubectl -n ${namespace} create -f -`,
    ),
  ];
}

function literal({ key, holds, source }: SecretEntry): string {
  if (typeof source === 'object') return `--from-literal=${key}=${source.text}`;
  if (source === 'random') return `--from-literal=${key}="$(openssl rand -hex 32)"`;
  if (/file|certificate|private key/.test(holds)) return `--from-file=${key}=FILE`;
  return `--from-literal=${key}=${word(key)}`;
}

function word(key: string): string {
  return key.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
}
