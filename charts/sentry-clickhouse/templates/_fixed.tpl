{{- /* Generated from synth/charts/sentry-clickhouse; changes here are overwritten. */}}
{{/*
What never changes.
*/}}
{{- define "sentry-clickhouse.fixed" -}}
clickhouse.name: {{ include "sentry-clickhouse.clickhouseName" . | quote }}
clickhouse.clusterName: {{ .Values.clickhouse.clusterName | quote }}
keeper.enabled: {{ printf "%v" .Values.keeper.enabled | quote }}
{{- if .Values.keeper.enabled }}
keeper.name: {{ include "sentry-clickhouse.keeperName" . | quote }}
keeper.clusterName: {{ .Values.keeper.clusterName | quote }}
keeper.replicas: {{ printf "%d" (int64 .Values.keeper.replicas) | quote }}
{{- end }}
{{- end }}
