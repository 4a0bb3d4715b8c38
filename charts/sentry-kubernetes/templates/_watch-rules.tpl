{{- /* Generated from synth/charts/sentry-kubernetes; changes here are overwritten. */}}
{{/*
Rights of the reporter, for those who grant them themselves.
*/}}
{{- define "sentry-kubernetes.watchRules" -}}
rules:
  - apiGroups:
      - ""
    resources:
      - events
    verbs:
      - list
      - watch
  {{- if .Values.sources.pods }}
  - apiGroups:
      - ""
    resources:
      - pods
    verbs:
      - list
      - watch
  {{- end }}
  {{- if and .Values.sources.pods (gt (int64 .Values.sources.podLogLines) 0) }}
  - apiGroups:
      - ""
    resources:
      - pods/log
    verbs:
      - get
  {{- end }}
  {{- if has (printf "%v" .Values.sentry.monitorCronjobs) (list "true" "1" "yes") }}
  - apiGroups:
      - batch
    resources:
      - jobs
      - cronjobs
    verbs:
      - list
      - watch
  {{- else if .Values.sources.jobs }}
  - apiGroups:
      - batch
    resources:
      - jobs
    verbs:
      - list
      - watch
  {{- end }}
  {{- if or (has (printf "%v" .Values.sentry.customDsns) (list "true" "1" "yes")) .Values.sentry.lookUpOwners }}
  - apiGroups:
      - ""
    resources:
      - pods
    verbs:
      - get
  - apiGroups:
      - apps
    resources:
      - deployments
      - replicasets
      - statefulsets
      - daemonsets
    verbs:
      - get
  - apiGroups:
      - batch
    resources:
      - jobs
      - cronjobs
    verbs:
      - get
  {{- end }}
  {{- if or (has (printf "%v" .Values.sentry.customDsns) (list "true" "1" "yes")) .Values.sentry.environmentLabel }}
  - apiGroups:
      - ""
    resources:
      - namespaces
    verbs:
      - get
  {{- end }}
  {{- with .Values.rbac.custom_rules }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
