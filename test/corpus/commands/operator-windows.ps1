# expect: T01 T31
helm install clickhouse-operator altinity/altinity-clickhouse-operator `
  --namespace clickhouse-operator `
  --set configs.files.config.yaml.watch.namespaces={sentry}
