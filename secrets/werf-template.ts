import { emitYaml } from '../synth/yaml/emit.ts';
import { typeOf } from './manifests.ts';
import type { WantedSecret } from './wanted.ts';

/**
 * A Helm template that makes Kubernetes Secrets of the values of `werfValues`. It holds names only. A value that is not
 * there yet is left out; with an environment, the file is for that one alone.
 */
export function werfTemplate(wanted: readonly WantedSecret[], environment: string): string {
  const objects = wanted.map(manifest).join('');
  const header =
    '{{- /* Secrets from encrypted values; written by `sentry-k8s secrets generate --form werf`. */}}\n';
  if (environment === '') return header + objects;
  return `${header}{{- if eq .Values.werf.env ${JSON.stringify(environment)} }}\n${objects}{{- end }}\n`;
}

function manifest({ namespace, name, entries }: WantedSecret): string {
  const head = emitYaml({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, labels: { 'app.kubernetes.io/part-of': 'sentry' } },
    type: typeOf(entries.map(({ key }) => key)),
  });
  const lines = entries.flatMap(({ key }) => [
    `  {{- with dig ${JSON.stringify(name)} ${JSON.stringify(key)} "" (.Values.secrets | default dict) }}`,
    `  ${JSON.stringify(key)}: {{ . | quote }}`,
    '  {{- end }}',
  ]);
  return `---\n${head}stringData:\n${lines.join('\n')}\n`;
}
