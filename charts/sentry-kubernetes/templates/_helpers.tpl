{{/*
Name of the chart, or what replaces it.
*/}}
{{- define "sentry-kubernetes.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/*
Name of the resources: release and chart, or the release alone when it contains the chart's name.
*/}}
{{- define "sentry-kubernetes.fullname" -}}
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
{{- define "sentry-kubernetes.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/*
Labels of every object.
*/}}
{{- define "sentry-kubernetes.labels" -}}
helm.sh/chart: {{ include "sentry-kubernetes.chart" . | quote }}
{{ include "sentry-kubernetes.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/*
Labels by which workloads and services find their pods.
*/}}
{{- define "sentry-kubernetes.selectorLabels" -}}
app.kubernetes.io/name: {{ include "sentry-kubernetes.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/*
Name of the ServiceAccount.
*/}}
{{- define "sentry-kubernetes.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "sentry-kubernetes.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/*
Image reference: registry, repository, then digest or tag.
*/}}
{{- define "sentry-kubernetes.valuesImage" -}}
{{- $repository := .Values.image.repository }}
{{- with .Values.image.registry }}
{{- $repository = printf "%s/%s" . $repository }}
{{- end }}
{{- if .Values.image.digest }}
{{- printf "%s@%s" $repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" $repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{/*
The image that werf built under the name reporter, where werf deploys.
*/}}
{{- define "sentry-kubernetes.werfImage" -}}
{{- dig "werf" "images" "reporter" "ref" "" (get .Values "global" | default dict) }}
{{- end }}

{{/*
Image of the pod: werf's own counts only for a prebuilt reporter.
*/}}
{{- define "sentry-kubernetes.image" -}}
{{- $built := include "sentry-kubernetes.werfImage" . }}
{{- if and $built (not .Values.bundle.enabled) }}
{{- $built }}
{{- else }}
{{- include "sentry-kubernetes.valuesImage" . }}
{{- end }}
{{- end }}

{{/*
Name of the Secret that holds the DSN.
*/}}
{{- define "sentry-kubernetes.secretName" -}}
{{- default (include "sentry-kubernetes.fullname" .) (.Values.sentry.existingSecret | default .Values.existingSecret) }}
{{- end }}

{{/*
Key of the DSN in that Secret.
*/}}
{{- define "sentry-kubernetes.secretKey" -}}
{{- if or .Values.sentry.existingSecret .Values.existingSecret }}
{{- .Values.sentry.existingSecretKey }}
{{- else }}
{{- "sentry.dsn" }}
{{- end }}
{{- end }}

{{/*
Label matchers for the series of this release: a ServiceMonitor names its job after the Service, a PodMonitor after
itself and its namespace.
*/}}
{{- define "sentry-kubernetes.metricsSelector" -}}
{{- printf `namespace="%s",job=~"(%s/)?%s"` .Release.Namespace .Release.Namespace (include "sentry-kubernetes.fullname" .) }}
{{- end }}

{{/*
A map as one text of key=value with commas, in the order of the keys: levels by reason.
*/}}
{{- define "sentry-kubernetes.levels" -}}
{{- $pairs := list }}
{{- range $reason, $level := .Values.sentry.levels }}
{{- $pairs = append $pairs (printf "%s=%s" $reason $level) }}
{{- end }}
{{- join "," $pairs }}
{{- end }}

{{/*
The same for the least counts by reason.
*/}}
{{- define "sentry-kubernetes.leastCounts" -}}
{{- $pairs := list }}
{{- range $reason, $count := .Values.sentry.leastCounts }}
{{- $pairs = append $pairs (printf "%s=%d" $reason (int64 $count)) }}
{{- end }}
{{- join "," $pairs }}
{{- end }}

{{/*
Watched namespaces as one text with commas, from a list or a text; __all__ stands alone.
*/}}
{{- define "sentry-kubernetes.watchNamespaces" -}}
{{- $given := .Values.sentry.watchNamespaces }}
{{- if kindIs "slice" $given }}
{{- $given = join "," $given }}
{{- end }}
{{- $names := list }}
{{- range splitList "," $given }}
{{- $names = append $names (trim .) }}
{{- end }}
{{- if has "__all__" $names }}
{{- "__all__" }}
{{- else }}
{{- $names | uniq | join "," }}
{{- end }}
{{- end }}
