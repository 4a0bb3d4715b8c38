/** Argo CD has judged no Application since 1.8, so that waves of an app of apps would not wait. */
const application = `hs = {status = "Progressing", message = ""}
if obj.status ~= nil and obj.status.health ~= nil then
  hs.status = obj.status.health.status
  if obj.status.health.message ~= nil then
    hs.message = obj.status.health.message
  end
end
return hs
`;

/**
 * Argo CD's own rule takes the status of a former spec for that of the present one, so that a wave would not wait for
 * an upgrade. Resources without a task of their own get one from the operator, and are judged by their status alone.
 */
const operatorResource = `hs = {status = "Progressing", message = "the operator has not seen the present spec yet"}
if obj.status == nil or obj.status.status == nil then
  return hs
end
if obj.spec ~= nil and obj.spec.taskID ~= nil and obj.spec.taskID ~= obj.status.taskID then
  return hs
end
hs.message = obj.status.status
if obj.status.status == "Completed" then
  hs.status = "Healthy"
elseif obj.status.status == "Aborted" then
  hs.status = "Degraded"
  if obj.status.error ~= nil and obj.status.error ~= "" then
    hs.message = "Aborted: " .. obj.status.error
  end
end
return hs
`;

/** Settings of Argo CD as a whole. Tracking by annotation is the default of Argo CD 3. */
export const argocdSettings = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: 'argocd-cm',
    namespace: 'argocd',
    labels: { 'app.kubernetes.io/part-of': 'argocd' },
  },
  data: {
    'application.resourceTrackingMethod': 'annotation',
    'resource.customizations.health.argoproj.io_Application': application,
    'resource.customizations.health.clickhouse.altinity.com_ClickHouseInstallation': operatorResource,
    'resource.customizations.health.clickhouse-keeper.altinity.com_ClickHouseKeeperInstallation':
      operatorResource,
  },
} as const;
