{{/*
What an upgrade would change although it must not, as sentences. It asks the cluster, only to refuse.
*/}}
{{- define "sentry-clickhouse.forbiddenChanges" -}}
{{- $name := include "sentry-clickhouse.fixedName" . }}
{{- $installed := lookup "v1" "ConfigMap" .Release.Namespace $name }}
{{- if $installed }}
{{- $wanted := include "sentry-clickhouse.fixed" . | fromYaml }}
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
