{{- /* Generated from synth/charts/sentry-kubernetes; changes here are overwritten. */}}
{{/*
Rights of the reporter, for those who grant them themselves.
*/}}
{{- define "sentry-kubernetes.nodeRules" -}}
rules:
  - apiGroups:
      - ""
    resources:
      - nodes
    verbs:
      - list
      - watch
{{- end }}
