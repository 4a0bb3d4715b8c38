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

{{/*
Image reference: registry, repository, then digest or tag.
*/}}
{{- define "sentry-kubernetes.image" -}}
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

{{/*
Stops what could not work, with a sentence that says what to do.
*/}}
{{- define "sentry-kubernetes.validate" -}}
{{- if not (or .Values.sentry.dsn .Values.sentry.existingSecret .Values.existingSecret) }}
{{- fail "Set sentry.existingSecret to the name of a Secret that holds the DSN of a Sentry project under the key sentry.dsn, or set sentry.dsn." }}
{{- end }}
{{- if and (not .Values.bundle.enabled) (eq .Values.image.repository "library/node") }}
{{- fail "bundle.enabled is false, but image.repository is still the stock Node image: name the image built from this project's Dockerfile." }}
{{- end }}
{{- if and .Values.bundle.enabled (eq .Values.sentry.clusterConfigType "out-cluster") }}
{{- fail "sentry.clusterConfigType out-cluster needs a kubeconfig reader, which only the prebuilt image carries: set bundle.enabled to false and name that image." }}
{{- end }}
{{- if and .Values.metrics.serviceMonitor.enabled (not .Values.metrics.service.enabled) }}
{{- fail "metrics.serviceMonitor.enabled needs metrics.service.enabled; without a Service use metrics.podMonitor." }}
{{- end }}
{{- end }}
`;
