rem expect: T01
helm install clickhouse-operator altinity/altinity-clickhouse-operator ^
  --set "configs.files.config.yaml.watch.namespaces={sentry}"
