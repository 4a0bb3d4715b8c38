import type { ConfigMap } from 'kubernetes-types/core/v1.js';
import { when } from '../../template/blocks.ts';
import { include, text } from '../../template/functions.ts';
import type { Fields, Manifest } from '../../template/templated.ts';
import { kept, namespaced } from './metadata.ts';
import { clickhouseName, fixedData, fixedName, keeperName } from './names.ts';
import { values } from './values.ts';

const { ref } = values;

/** What must not change while there is data, by the keys of the values. */
export const fixed: Fields<Record<string, string>> = {
  'clickhouse.name': clickhouseName,
  'clickhouse.clusterName': ref.clickhouse.clusterName,
  'keeper.enabled': text`${ref.keeper.enabled}`,
  'keeper.name': when(ref.keeper.enabled, keeperName),
  'keeper.clusterName': when(ref.keeper.enabled, ref.keeper.clusterName),
  'keeper.replicas': when(ref.keeper.enabled, text`${ref.keeper.replicas}`),
};

/**
 * The memory of it, from one upgrade to the next. It is immutable for those who render without a cluster: Argo CD
 * applies it in a wave before the installations and stops there. Helm goes on to the next object after a refusal, so
 * that the guard below has to be there as well.
 */
export const fixedConfigMap: Manifest<ConfigMap> = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: namespaced(fixedName, {
    ...kept,
    'argocd.argoproj.io/sync-wave': '-1',
    'werf.io/weight': '-10',
  }),
  immutable: true,
  data: include(fixedData, 'map'),
};

/** Compares with the ConfigMap of the release so far; renders nothing without a cluster, or on the first install. */
export const changesTemplate = `{{/*
What an upgrade would change although it must not, as sentences. It asks the cluster, only to refuse.
*/}}
{{- define "sentry-clickhouse.forbiddenChanges" -}}
{{- $name := include "sentry-clickhouse.fixedName" . }}
{{- $installed := lookup "v1" "ConfigMap" .Release.Namespace $name }}
{{- if $installed }}
{{- $wanted := include "${fixedData}" . | fromYaml }}
{{- $changes := list }}
{{- range $key, $before := $installed.data }}
{{- $after := get $wanted $key }}
{{- if ne $before $after }}
{{- $changes = append $changes (printf "%s is %s and would be %s" $key $before (default "gone" $after)) }}
{{- end }}
{{- end }}
{{- range $key, $after := $wanted }}
{{- if not (hasKey $installed.data $key) }}
{{- $changes = append $changes (printf "%s would become %s" $key $after) }}
{{- end }}
{{- end }}
{{- join "; " $changes }}
{{- end }}
{{- end }}
`;
