import { imageTemplate } from '../../chart/image-template.ts';
import { systemTables } from './system-tables.ts';

/**
 * Named templates of this chart alone. The operator makes a volume name of installation, cluster and 22 characters
 * more; one of more than 63 is refused only when the StatefulSet is applied, and nothing says so. Names made from the
 * release are therefore cut to what fits beside a cluster name of 15, and given ones are checked.
 */
export const ownTemplates = `
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
${imageTemplate('sentry-clickhouse.clickhouseImage', 'clickhouse.image')}
${imageTemplate('sentry-clickhouse.keeperImage', 'keeper.image')}
${imageTemplate('sentry-clickhouse.waitImage', 'wait.image')}
{{/*
System tables: those to keep with a bound to their age, all others off.
*/}}
{{- define "sentry-clickhouse.systemLogs" -}}
<clickhouse>
{{- range $table := list ${systemTables.map((table) => JSON.stringify(table)).join(' ')} }}
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
`;
