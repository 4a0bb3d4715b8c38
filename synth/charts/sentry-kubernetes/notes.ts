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

Roles are not part of this release. The service account {{ include "sentry-kubernetes.serviceAccountName" . }} of the namespace {{ .Release.Namespace }} needs,
{{ if eq (include "sentry-kubernetes.watchNamespaces" .) "__all__" }}by a ClusterRole and a ClusterRoleBinding:
{{- else }}by a Role and a RoleBinding in each of the namespaces {{ include "sentry-kubernetes.watchNamespaces" . | replace "," ", " }}:
{{- end }}
{{ include "sentry-kubernetes.watchRules" . | nindent 2 }}
{{- if .Values.sources.nodes }}

by a ClusterRole and a ClusterRoleBinding, whatever is watched:
{{ include "sentry-kubernetes.nodeRules" . | nindent 2 }}
{{- end }}

by a Role and a RoleBinding in the namespace {{ .Release.Namespace }}:
{{ include "sentry-kubernetes.leaseRules" . | nindent 2 }}
{{- end }}
`;
