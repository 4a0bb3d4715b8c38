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
`;
