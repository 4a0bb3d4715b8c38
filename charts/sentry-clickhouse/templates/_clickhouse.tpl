{{- /* Generated from synth/charts/sentry-clickhouse; changes here are overwritten. */}}
{{/*
Spec of the ClickHouseInstallation, without its task.
*/}}
{{- define "sentry-clickhouse.clickhouseSpec" -}}
defaults:
  replicasUseFQDN: "yes"
  distributedDDL:
    profile: default
  storageManagement:
    provisioner: Operator
    reclaimPolicy: Retain
  templates:
    podTemplate: clickhouse
    dataVolumeClaimTemplate: data
    serviceTemplate: clickhouse
{{- if ne .Values.clusterDomain "cluster.local" }}
namespaceDomainPattern: {{ printf "%%s.svc.%s" .Values.clusterDomain | quote }}
{{- end }}
reconcile:
  policy: wait
  host:
    wait:
      replicas:
        new: "yes"
      probes:
        readiness: "yes"
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
  {{- if or .Values.keeper.enabled .Values.keeper.external.hosts }}
  zookeeper:
    nodes:
      {{- range $host := splitList "," (include "sentry-clickhouse.keeperHosts" .) }}
      - host: {{ $host | quote }}
        port: {{ ternary 2181 $.Values.keeper.external.port $.Values.keeper.enabled | int64 }}
      {{- end }}
    session_timeout_ms: 30000
  {{- end }}
  users:
    {{- range $user := prepend .Values.clickhouse.extraUsers .Values.clickhouse.user }}
    {{ printf "%s/password" $user.name | quote }}:
      valueFrom:
        secretKeyRef:
          name: {{ $user.existingSecret | quote }}
          key: {{ $user.existingSecretKey | quote }}
    {{- end }}
    {{- range $user := prepend .Values.clickhouse.extraUsers .Values.clickhouse.user }}
    {{ printf "%s/networks/ip" $user.name | quote }}:
      {{- toYaml $user.networks | nindent 6 }}
    {{- end }}
    {{- range $user := prepend .Values.clickhouse.extraUsers .Values.clickhouse.user }}
    {{ printf "%s/profile" $user.name | quote }}: {{ $user.profile | quote }}
    {{- end }}
    {{- range $user := prepend .Values.clickhouse.extraUsers .Values.clickhouse.user }}
    {{ printf "%s/quota" $user.name | quote }}: default
    {{- end }}
  {{- with .Values.clickhouse.profiles }}
  profiles:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  settings:
    logger/level: {{ .Values.clickhouse.logLevel | quote }}
    logger/size: 100M
    logger/count: "5"
    max_server_memory_usage_to_ram_ratio: {{ .Values.clickhouse.memoryRatio | quote }}
    merge_tree/allow_nullable_key: "1"
    merge_tree/enable_mixed_granularity_parts: "1"
    merge_tree/max_suspicious_broken_parts: "100"
    {{- with .Values.clickhouse.settings }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  files:
    config.d/sentry-system-logs.xml: |
      {{- include "sentry-clickhouse.systemLogs" . | nindent 6 }}
    {{- with .Values.clickhouse.files }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  clusters:
    - name: {{ .Values.clickhouse.clusterName | quote }}
      {{- if .Values.clickhouse.interserver.existingSecret }}
      secret:
        valueFrom:
          secretKeyRef:
            name: {{ .Values.clickhouse.interserver.existingSecret | quote }}
            key: {{ .Values.clickhouse.interserver.existingSecretKey | quote }}
      {{- else }}
      secret:
        auto: "yes"
      {{- end }}
      pdbManaged: "yes"
      pdbMaxUnavailable: 1
      layout:
        shardsCount: 1
        replicasCount: {{ .Values.clickhouse.replicas | int64 }}
templates:
  podTemplates:
    - name: clickhouse
      {{- if eq .Values.clickhouse.spread.hosts "required" }}
      podDistribution:
        - type: ClickHouseAntiAffinity
          scope: ClickHouseInstallation
          topologyKey: kubernetes.io/hostname
      {{- end }}
      metadata:
        labels:
          app.kubernetes.io/component: clickhouse
          app.kubernetes.io/part-of: sentry
          {{- include "sentry-clickhouse.selectorLabels" . | nindent 10 }}
          {{- with .Values.clickhouse.podLabels }}
          {{- toYaml . | nindent 10 }}
          {{- end }}
        {{- with .Values.clickhouse.podAnnotations }}
        annotations:
          {{- toYaml . | nindent 10 }}
        {{- end }}
      spec:
        automountServiceAccountToken: false
        enableServiceLinks: false
        {{- with .Values.clickhouse.serviceAccountName }}
        serviceAccountName: {{ . | quote }}
        {{- end }}
        terminationGracePeriodSeconds: {{ .Values.clickhouse.terminationGracePeriodSeconds | int64 }}
        {{- with .Values.clickhouse.priorityClassName }}
        priorityClassName: {{ . | quote }}
        {{- end }}
        {{- with .Values.imagePullSecrets }}
        imagePullSecrets:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- with .Values.clickhouse.podSecurityContext }}
        securityContext:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        containers:
          - name: clickhouse
            {{- with .Values.clickhouse.securityContext }}
            securityContext:
              {{- toYaml . | nindent 14 }}
            {{- end }}
            image: {{ include "sentry-clickhouse.clickhouseImage" . | quote }}
            imagePullPolicy: {{ .Values.clickhouse.image.pullPolicy | quote }}
            startupProbe:
              httpGet:
                path: /ping
                port: 8123
              periodSeconds: 5
              failureThreshold: 120
            {{- with .Values.clickhouse.resources }}
            resources:
              {{- toYaml . | nindent 14 }}
            {{- end }}
        {{- if or (eq .Values.clickhouse.spread.hosts "preferred") (ne .Values.clickhouse.spread.zones "none") }}
        topologySpreadConstraints:
          {{- if eq .Values.clickhouse.spread.hosts "preferred" }}
          - maxSkew: 1
            topologyKey: kubernetes.io/hostname
            whenUnsatisfiable: ScheduleAnyway
            labelSelector:
              matchLabels:
                clickhouse.altinity.com/chi: {{ include "sentry-clickhouse.clickhouseName" . | quote }}
          {{- end }}
          {{- if ne .Values.clickhouse.spread.zones "none" }}
          - maxSkew: 1
            topologyKey: topology.kubernetes.io/zone
            whenUnsatisfiable: {{ ternary "DoNotSchedule" "ScheduleAnyway" (eq .Values.clickhouse.spread.zones "required") | quote }}
            labelSelector:
              matchLabels:
                clickhouse.altinity.com/chi: {{ include "sentry-clickhouse.clickhouseName" . | quote }}
          {{- end }}
        {{- end }}
        {{- with .Values.clickhouse.nodeSelector }}
        nodeSelector:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- with .Values.clickhouse.tolerations }}
        tolerations:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        {{- with .Values.clickhouse.affinity }}
        affinity:
          {{- toYaml . | nindent 10 }}
        {{- end }}
  volumeClaimTemplates:
    - name: data
      reclaimPolicy: Retain
      metadata:
        labels:
          app.kubernetes.io/component: clickhouse
          app.kubernetes.io/part-of: sentry
          {{- include "sentry-clickhouse.selectorLabels" . | nindent 10 }}
          {{- with .Values.clickhouse.persistence.labels }}
          {{- toYaml . | nindent 10 }}
          {{- end }}
        {{- with .Values.clickhouse.persistence.annotations }}
        annotations:
          {{- toYaml . | nindent 10 }}
        {{- end }}
      spec:
        accessModes:
          - ReadWriteOnce
        {{- with .Values.clickhouse.persistence.storageClass }}
        storageClassName: {{ . | quote }}
        {{- end }}
        resources:
          requests:
            storage: {{ .Values.clickhouse.persistence.size | quote }}
  serviceTemplates:
    - name: clickhouse
      generateName: clickhouse-{chi}
      metadata:
        labels:
          app.kubernetes.io/part-of: sentry
      spec:
        type: ClusterIP
        ports:
          - name: http
            port: 8123
          - name: tcp
            port: 9000
{{- end }}
