{{- /* Generated from synth/charts/sentry-kubernetes; changes here are overwritten. */}}
{{/*
Rights of the reporter, for those who grant them themselves.
*/}}
{{- define "sentry-kubernetes.leaseRules" -}}
rules:
  - apiGroups:
      - coordination.k8s.io
    resources:
      - leases
    resourceNames:
      - {{ include "sentry-kubernetes.fullname" . | quote }}
    verbs:
      - get
      - patch
{{- end }}
