import { imageTemplate } from '../../chart/image-template.ts';

/** Named templates of this chart alone, beside those every chart has. */
export const ownTemplates = `
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
${imageTemplate('sentry-kubernetes.valuesImage', 'image')}
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
{{- printf \`namespace="%s",job=~"(%s/)?%s"\` .Release.Namespace .Release.Namespace (include "sentry-kubernetes.fullname" .) }}
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
`;
