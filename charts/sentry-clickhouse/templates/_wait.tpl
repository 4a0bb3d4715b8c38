{{- /* Generated from synth/charts/sentry-clickhouse; changes here are overwritten. */}}
{{/*
Spec of the Job that waits.
*/}}
{{- define "sentry-clickhouse.waitSpec" -}}
activeDeadlineSeconds: {{ .Values.wait.timeoutSeconds | int64 }}
backoffLimit: 3
podFailurePolicy:
  rules:
    - action: FailJob
      onExitCodes:
        containerName: wait
        operator: In
        values:
          - 3
template:
  metadata:
    labels:
      app.kubernetes.io/name: {{ printf "%s-wait" (trimSuffix "-" (trunc 58 (include "sentry-clickhouse.name" .))) | quote }}
      app.kubernetes.io/instance: {{ .Release.Name | quote }}
    annotations:
      checksum/program: {{ sha256sum (.Files.Get "files/wait.mjs") | quote }}
  spec:
    restartPolicy: Never
    serviceAccountName: {{ printf "%s-wait" (trimSuffix "-" (trunc 58 (include "sentry-clickhouse.fullname" .))) | quote }}
    automountServiceAccountToken: true
    enableServiceLinks: false
    {{- with .Values.imagePullSecrets }}
    imagePullSecrets:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- with .Values.wait.podSecurityContext }}
    securityContext:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    containers:
      - name: wait
        {{- with .Values.wait.securityContext }}
        securityContext:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        image: {{ include "sentry-clickhouse.waitImage" . | quote }}
        imagePullPolicy: {{ .Values.wait.image.pullPolicy | quote }}
        command:
          - node
          - /app/wait.mjs
        env:
          - name: NAMESPACE
            valueFrom:
              fieldRef:
                fieldPath: metadata.namespace
          - name: OPERATOR_VERSION
            value: {{ .Values.operator.version | quote }}
          - name: CLICKHOUSE_NAME
            value: {{ include "sentry-clickhouse.clickhouseName" . | quote }}
          - name: CLICKHOUSE_TASK
            value: {{ include "sentry-clickhouse.clickhouseTask" . | quote }}
          - name: CLICKHOUSE_CLUSTER
            value: {{ .Values.clickhouse.clusterName | quote }}
          - name: CLICKHOUSE_HOSTS
            value: {{ include "sentry-clickhouse.clickhouseHosts" . | quote }}
          - name: CLICKHOUSE_USER
            value: {{ .Values.clickhouse.user.name | quote }}
          - name: CLICKHOUSE_PASSWORD
            valueFrom:
              secretKeyRef:
                name: {{ .Values.clickhouse.user.existingSecret | quote }}
                key: {{ .Values.clickhouse.user.existingSecretKey | quote }}
          {{- if .Values.keeper.enabled }}
          - name: KEEPER_NAME
            value: {{ include "sentry-clickhouse.keeperName" . | quote }}
          - name: KEEPER_TASK
            value: {{ include "sentry-clickhouse.keeperTask" . | quote }}
          - name: KEEPER_CLUSTER
            value: {{ .Values.keeper.clusterName | quote }}
          - name: KEEPER_HOSTS
            value: {{ include "sentry-clickhouse.keeperHosts" . | quote }}
          {{- end }}
          - name: COORDINATED
            value: {{ printf "%v" (ne (include "sentry-clickhouse.keeperHosts" .) "") | quote }}
          - name: TIMEOUT_SECONDS
            value: {{ printf "%d" (int64 .Values.wait.timeoutSeconds) | quote }}
          - name: NODE_EXTRA_CA_CERTS
            value: /var/run/secrets/kubernetes.io/serviceaccount/ca.crt
        {{- with .Values.wait.resources }}
        resources:
          {{- toYaml . | nindent 10 }}
        {{- end }}
        volumeMounts:
          - name: program
            mountPath: /app
            readOnly: true
    volumes:
      - name: program
        configMap:
          name: {{ printf "%s-wait" (trimSuffix "-" (trunc 58 (include "sentry-clickhouse.fullname" .))) | quote }}
          items:
            - key: wait.mjs
              path: wait.mjs
    {{- with .Values.wait.nodeSelector }}
    nodeSelector:
      {{- toYaml . | nindent 6 }}
    {{- end }}
    {{- with .Values.wait.tolerations }}
    tolerations:
      {{- toYaml . | nindent 6 }}
    {{- end }}
{{- end }}
