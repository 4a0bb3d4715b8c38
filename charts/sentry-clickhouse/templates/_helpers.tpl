{{/*
Name of the chart, or what replaces it.
*/}}
{{- define "sentry-clickhouse.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/*
Name of the resources: release and chart, or the release alone when it contains the chart's name.
*/}}
{{- define "sentry-clickhouse.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Chart and version, as the label helm.sh/chart takes them.
*/}}
{{- define "sentry-clickhouse.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/*
Labels of every object.
*/}}
{{- define "sentry-clickhouse.labels" -}}
helm.sh/chart: {{ include "sentry-clickhouse.chart" . | quote }}
{{ include "sentry-clickhouse.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Labels by which workloads and services find their pods.
*/}}
{{- define "sentry-clickhouse.selectorLabels" -}}
app.kubernetes.io/name: {{ include "sentry-clickhouse.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/*
Name of the ClickHouseInstallation.
*/}}
{{- define "sentry-clickhouse.clickhouseName" -}}
{{- default (include "sentry-clickhouse.fullname" . | trunc 26 | trimSuffix "-") .Values.clickhouse.name }}
{{- end }}

{{/*
Name of the ClickHouseKeeperInstallation.
*/}}
{{- define "sentry-clickhouse.keeperName" -}}
{{- default (printf "%s-keeper" (include "sentry-clickhouse.fullname" . | trunc 19 | trimSuffix "-")) .Values.keeper.name }}
{{- end }}

{{/*
Name of the ConfigMap of what never changes.
*/}}
{{- define "sentry-clickhouse.fixedName" -}}
{{- printf "%s-fixed" (include "sentry-clickhouse.fullname" . | trunc 57 | trimSuffix "-") }}
{{- end }}

{{/*
Host name under which clients reach ClickHouse.
*/}}
{{- define "sentry-clickhouse.host" -}}
{{- printf "clickhouse-%s.%s.svc.%s" (include "sentry-clickhouse.clickhouseName" .) .Release.Namespace .Values.clusterDomain }}
{{- end }}

{{/*
Host names of the Keepers with commas: each its own, so that ClickHouse can go on to the next one.
*/}}
{{- define "sentry-clickhouse.keeperHosts" -}}
{{- if .Values.keeper.enabled }}
{{- $hosts := list }}
{{- range $index := until (int .Values.keeper.replicas) }}
{{- $hosts = append $hosts (printf "chk-%s-%s-0-%d.%s.svc.%s" (include "sentry-clickhouse.keeperName" $) $.Values.keeper.clusterName $index $.Release.Namespace $.Values.clusterDomain) }}
{{- end }}
{{- join "," $hosts }}
{{- else }}
{{- join "," .Values.keeper.external.hosts }}
{{- end }}
{{- end }}

{{/*
Host names of the replicas with commas.
*/}}
{{- define "sentry-clickhouse.clickhouseHosts" -}}
{{- $hosts := list }}
{{- range $index := until (int .Values.clickhouse.replicas) }}
{{- $hosts = append $hosts (printf "chi-%s-%s-0-%d.%s.svc.%s" (include "sentry-clickhouse.clickhouseName" $) $.Values.clickhouse.clusterName $index $.Release.Namespace $.Values.clusterDomain) }}
{{- end }}
{{- join "," $hosts }}
{{- end }}

{{/*
Name of the Job that waits: with a hash, because a Job can never be changed.
*/}}
{{- define "sentry-clickhouse.waitName" -}}
{{- printf "%s-wait-%s" (include "sentry-clickhouse.fullname" . | trunc 47 | trimSuffix "-") (include "sentry-clickhouse.waitSpec" . | sha256sum | trunc 10) }}
{{- end }}

{{/*
The task of a spec: its hash, so that the status of a custom resource can be told from that of the revision before.
*/}}
{{- define "sentry-clickhouse.clickhouseTask" -}}
{{- printf "%s%s" (include "sentry-clickhouse.clickhouseSpec" .) .Values.clickhouse.reconcileToken | sha256sum | trunc 16 }}
{{- end }}
{{- define "sentry-clickhouse.keeperTask" -}}
{{- printf "%s%s" (include "sentry-clickhouse.keeperSpec" .) .Values.keeper.reconcileToken | sha256sum | trunc 16 }}
{{- end }}

{{/*
Image reference: registry, repository, then digest or tag.
*/}}
{{- define "sentry-clickhouse.clickhouseImage" -}}
{{- $repository := .Values.clickhouse.image.repository }}
{{- with .Values.clickhouse.image.registry }}
{{- $repository = printf "%s/%s" . $repository }}
{{- end }}
{{- if .Values.clickhouse.image.digest }}
{{- printf "%s@%s" $repository .Values.clickhouse.image.digest }}
{{- else }}
{{- printf "%s:%s" $repository (default .Chart.AppVersion .Values.clickhouse.image.tag) }}
{{- end }}
{{- end }}


{{/*
Image reference: registry, repository, then digest or tag.
*/}}
{{- define "sentry-clickhouse.keeperImage" -}}
{{- $repository := .Values.keeper.image.repository }}
{{- with .Values.keeper.image.registry }}
{{- $repository = printf "%s/%s" . $repository }}
{{- end }}
{{- if .Values.keeper.image.digest }}
{{- printf "%s@%s" $repository .Values.keeper.image.digest }}
{{- else }}
{{- printf "%s:%s" $repository (default .Chart.AppVersion .Values.keeper.image.tag) }}
{{- end }}
{{- end }}


{{/*
Image reference: registry, repository, then digest or tag.
*/}}
{{- define "sentry-clickhouse.waitImage" -}}
{{- $repository := .Values.wait.image.repository }}
{{- with .Values.wait.image.registry }}
{{- $repository = printf "%s/%s" . $repository }}
{{- end }}
{{- if .Values.wait.image.digest }}
{{- printf "%s@%s" $repository .Values.wait.image.digest }}
{{- else }}
{{- printf "%s:%s" $repository (default .Chart.AppVersion .Values.wait.image.tag) }}
{{- end }}
{{- end }}

{{/*
System tables: those to keep with a bound to their age, all others off.
*/}}
{{- define "sentry-clickhouse.systemLogs" -}}
<clickhouse>
{{- range $table := list "asynchronous_insert_log" "asynchronous_metric_log" "backup_log" "blob_storage_log" "crash_log" "error_log" "latency_log" "metric_log" "part_log" "processors_profile_log" "query_log" "query_metric_log" "query_thread_log" "query_views_log" "s3queue_log" "session_log" "text_log" "trace_log" "zookeeper_log" }}
{{- if has $table $.Values.clickhouse.systemLogs.tables }}
    <{{ $table }} replace="1">
        <database>system</database>
        <table>{{ $table }}</table>
        <engine>ENGINE = MergeTree PARTITION BY event_date ORDER BY (event_date, event_time) TTL event_date + INTERVAL {{ int64 $.Values.clickhouse.systemLogs.days }} DAY DELETE SETTINGS ttl_only_drop_parts = 1</engine>
        <flush_interval_milliseconds>7500</flush_interval_milliseconds>
    </{{ $table }}>
{{- else }}
    <{{ $table }} remove="1"/>
{{- end }}
{{- end }}
    <opentelemetry_span_log remove="1"/>
</clickhouse>
{{- end }}

{{/*
Users that are named more than once, with commas.
*/}}
{{- define "sentry-clickhouse.doubledUsers" -}}
{{- $seen := list .Values.clickhouse.user.name }}
{{- $doubled := list }}
{{- range .Values.clickhouse.extraUsers }}
{{- if has .name $seen }}
{{- $doubled = append $doubled .name }}
{{- end }}
{{- $seen = append $seen .name }}
{{- end }}
{{- join ", " $doubled }}
{{- end }}
