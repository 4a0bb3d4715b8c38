/** NOTES.txt: what comes up, how to wait for it, what to tell Snuba, what to mind. */
export const notes = `ClickHouse {{ include "sentry-clickhouse.clickhouseName" . }}: {{ int64 .Values.clickhouse.replicas }} replica(s) of one shard
{{- if .Values.keeper.enabled }}, {{ int64 .Values.keeper.replicas }} Keeper(s) {{ include "sentry-clickhouse.keeperName" . }}{{ end }}.
The operator brings them up now, which takes some minutes.
{{- if .Values.wait.enabled }} Wait until they are usable, and look again at any time:
  kubectl -n {{ .Release.Namespace }} wait job/{{ include "sentry-clickhouse.waitName" . }} --for=condition=complete --timeout={{ int64 .Values.wait.timeoutSeconds }}s
  helm test {{ .Release.Name }} -n {{ .Release.Namespace }}
{{- else }} Wait for this very revision:
{{- if .Values.keeper.enabled }}
  kubectl -n {{ .Release.Namespace }} wait chk/{{ include "sentry-clickhouse.keeperName" . }} --timeout=15m --for=jsonpath='{.status.taskID}'={{ include "sentry-clickhouse.keeperTask" . }}
  kubectl -n {{ .Release.Namespace }} wait chk/{{ include "sentry-clickhouse.keeperName" . }} --timeout=15m --for=jsonpath='{.status.status}'=Completed
{{- end }}
  kubectl -n {{ .Release.Namespace }} wait chi/{{ include "sentry-clickhouse.clickhouseName" . }} --timeout=15m --for=jsonpath='{.status.taskID}'={{ include "sentry-clickhouse.clickhouseTask" . }}
  kubectl -n {{ .Release.Namespace }} wait chi/{{ include "sentry-clickhouse.clickhouseName" . }} --timeout=15m --for=jsonpath='{.status.status}'=Completed
{{- end }}

Snuba: host {{ include "sentry-clickhouse.host" . }}, ports 9000 and 8123, user {{ .Values.clickhouse.user.name }},
single_node {{ if eq (int64 .Values.clickhouse.replicas) 1 }}True{{ else }}False, cluster {{ .Values.clickhouse.clusterName }}{{ end }}.
{{- if semverCompare "<0.26.2-0" .Values.operator.version }}

WARNING: operator {{ .Values.operator.version }} starts Keepers one by one, and the first fail until the others have names: a first
start takes long. It may also restart several at once when their values change. Upgrade it to 0.27.4.
{{- else if semverCompare "<0.27.4-0" .Values.operator.version }}

WARNING: operator {{ .Values.operator.version }} may restart several Keepers at once when their values change: change one thing at a
time, while Sentry is quiet, or upgrade it to 0.27.4.
{{- end }}
{{- if and .Values.keeper.enabled (eq (int64 .Values.keeper.replicas) 1) }}

WARNING: with one Keeper, its loss stops all writes, and it cannot be grown later.
{{- end }}
{{- if eq (int64 .Values.clickhouse.replicas) 1 }}

WARNING: with one replica there is no second copy of the data, and no way to more of them for Snuba's tables.
{{- end }}
`;
