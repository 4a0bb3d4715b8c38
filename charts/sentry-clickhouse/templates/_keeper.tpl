{{- /* Generated from synth/charts/sentry-clickhouse; changes here are overwritten. */}}
{{/*
Spec of the ClickHouseKeeperInstallation, without its task.
*/}}
{{- define "sentry-clickhouse.keeperSpec" -}}
defaults:
  storageManagement:
    provisioner: Operator
    reclaimPolicy: Retain
  templates:
    podTemplate: keeper
    dataVolumeClaimTemplate: data
{{- if ne .Values.clusterDomain "cluster.local" }}
namespaceDomainPattern: {{ printf "%%s.svc.%s" .Values.clusterDomain | quote }}
{{- end }}
reconciling:
  policy: wait
  cleanup:
    unknownObjects:
      statefulSet: Delete
      pvc: Retain
      configMap: Delete
      service: Delete
    reconcileFailedObjects:
      statefulSet: Retain
      pvc: Retain
      configMap: Retain
      service: Retain
configuration:
  {{- with .Values.keeper.settings }}
  settings:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  clusters:
    - name: {{ .Values.keeper.clusterName | quote }}
      pdbManaged: "yes"
      pdbMaxUnavailable: 1
      layout:
        replicasCount: {{ .Values.keeper.replicas | int64 }}
templates:
  podTemplates:
    - name: keeper
      {{- if eq .Values.keeper.spread.hosts "required" }}
      podDistribution:
        - type: ClickHouseAntiAffinity
          scope: ClickHouseInstallation
          topologyKey: kubernetes.io/hostname
      {{- end }}
      metadata:
        labels:
          app.kubernetes.io/component: keeper
          app.kubernetes.io/part-of: sentry
          {{- include "sentry-clickhouse.selectorLabels" . | nindent 10 }}
          {{- with .Values.keeper.podLabels }}
          {{- toYaml . | nindent 10 }}
          {{- end }}
        {{- with .Values.keeper.podAnnotations }}
        annotations:
          {{- toYaml . | nindent 10 }}
        {{- end }}
      spec:
        automountServiceAccountToken: false
        enableServiceLinks: false
        {{- with .Values.keeper.serviceAccountName }}
        serviceAccountName: {{ . | quote }}
        {{- end }}
        terminationGracePeriodSeconds: {{ .Values.keeper.terminationGracePeriodSeconds | int64 }}
        {{- with .Values.keeper.priorityClassName }}
        priorityClassName: {{ . | quote }}
        {{- end }}
        {{- with .Values.imagePullSecrets }}
        imagePullSecrets:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- with .Values.keeper.podSecurityContext }}
        securityContext:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        containers:
          - name: clickhouse-keeper
            {{- with .Values.keeper.securityContext }}
            securityContext:
              {{- toYaml . | nindent 14 }}
            {{- end }}
            image: {{ include "sentry-clickhouse.keeperImage" . | quote }}
            imagePullPolicy: {{ .Values.keeper.image.pullPolicy | quote }}
            {{- with .Values.keeper.resources }}
            resources:
              {{- toYaml . | nindent 14 }}
            {{- end }}
        {{- if or (eq .Values.keeper.spread.hosts "preferred") (ne .Values.keeper.spread.zones "none") }}
        topologySpreadConstraints:
          {{- if eq .Values.keeper.spread.hosts "preferred" }}
          - maxSkew: 1
            topologyKey: kubernetes.io/hostname
            whenUnsatisfiable: ScheduleAnyway
            labelSelector:
              matchLabels:
                clickhouse-keeper.altinity.com/chk: {{ include "sentry-clickhouse.keeperName" . | quote }}
          {{- end }}
          {{- if ne .Values.keeper.spread.zones "none" }}
          - maxSkew: 1
            topologyKey: topology.kubernetes.io/zone
            whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq .Values.keeper.spread.zones "required") | quote }}
            labelSelector:
              matchLabels:
                clickhouse-keeper.altinity.com/chk: {{ include "sentry-clickhouse.keeperName" . | quote }}
          {{- end }}
        {{- end }}
        {{- with .Values.keeper.nodeSelector }}
        nodeSelector:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- with .Values.keeper.tolerations }}
        tolerations:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- with .Values.keeper.affinity }}
        affinity:
          {{- toYaml . | nindent 10 }}
        {{- end }}
  volumeClaimTemplates:
    - name: data
      reclaimPolicy: Retain
      metadata:
        labels:
          app.kubernetes.io/component: keeper
          app.kubernetes.io/part-of: sentry
          {{- include "sentry-clickhouse.selectorLabels" . | nindent 10 }}
          {{- with .Values.keeper.persistence.labels }}
          {{- toYaml . | nindent 10 }}
          {{- end }}
        {{- with .Values.keeper.persistence.annotations }}
        annotations:
          {{- toYaml . | nindent 10 }}
        {{- end }}
      spec:
        accessModes:
          - ReadWriteOnce
        {{- with .Values.keeper.persistence.storageClass }}
        storageClassName: {{ . | quote }}
        {{- end }}
        resources:
          requests:
            storage: {{ .Values.keeper.persistence.size | quote }}
{{- end }}
