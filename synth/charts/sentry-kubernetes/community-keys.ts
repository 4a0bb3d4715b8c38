/** What happens to each value of the community chart of the same name (0.4.0). */
export const communityKeys = `| Key there | Here |
| --- | --- |
| \`sentry.dsn\` | the same; \`<change-me>\` is refused |
| \`existingSecret\` | the same, also as \`sentry.existingSecret\`; the key in the Secret is \`sentry.dsn\` unless \`sentry.existingSecretKey\` says otherwise |
| \`sentry.environment\`, \`sentry.release\` | the same; the release takes effect |
| \`sentry.logLevel\` | the same |
| \`sentry.watchNamespaces\` | the same text with commas, or a list |
| \`sentry.watchHistorical\` | the same, or a boolean |
| \`sentry.clusterConfigType\`, \`sentry.kubeconfigPath\` | the same; \`out-cluster\` needs the prebuilt image |
| \`sentry.monitorCronjobs\` | the same, or a boolean; the chart grants the rights it needs |
| \`sentry.customDsns\` | the same, or a boolean; the chart grants the rights it needs, and \`sentry.customDsnHosts\` says which hosts may be named |
| \`sentry.appendEnv\` | the same; names that the chart sets itself are refused |
| \`image.repository\`, \`image.tag\` | not carried over: they would name the original agent. They choose the Node image, or the prebuilt reporter |
| \`image.pullPolicy\` | the same |
| \`resources\`, \`priorityClassName\`, \`nodeSelector\`, \`tolerations\`, \`podLabels\`, \`podAnnotations\` | the same |
| \`replicaCount\` | the same, 0 or 1 |
| \`serviceAccount.create\`, \`serviceAccount.name\` | the same |
| \`rbac.create\` | the same |
| \`rbac.custom_rules\` | adds to the chart's rules; there it replaced them |`;
