/** NOTES.txt: what runs, how to see that it works, what to mind. */
export const notes = `The reporter {{ include "sentry-kubernetes.fullname" . }} watches
{{- if eq (include "sentry-kubernetes.watchNamespaces" .) "__all__" }} every namespace
{{- else }} {{ include "sentry-kubernetes.watchNamespaces" . | replace "," ", " }}
{{- end }} and reports Kubernetes warnings to Sentry.

Wait until it is ready, then look at its log:
  kubectl -n {{ .Release.Namespace }} rollout status deployment/{{ include "sentry-kubernetes.fullname" . }}
  kubectl -n {{ .Release.Namespace }} logs deployment/{{ include "sentry-kubernetes.fullname" . }}
{{- if .Values.metrics.service.enabled }}

Check it from inside the cluster:
  helm test {{ .Release.Name }} -n {{ .Release.Namespace }}
{{- end }}
{{- if and .Values.sentry.dsn (not (or .Values.sentry.existingSecret .Values.existingSecret)) }}

WARNING: the DSN is part of this release's values and history. Put it into a Secret and name that in
sentry.existingSecret.
{{- end }}
{{- if not .Values.rbac.create }}

Roles are not part of this release: the service account {{ include "sentry-kubernetes.serviceAccountName" . }} needs to list and
watch events{{ if .Values.sources.pods }}, pods{{ end }}{{ if .Values.sources.jobs }}, jobs{{ end }}{{ if .Values.sources.nodes }}, nodes{{ end }}, and to get and patch the Lease {{ include "sentry-kubernetes.fullname" . }}.
{{- end }}
`;
