# expect: T01
# As an earlier page of the community chart printed it.
helm upgrade --install clickhouse-operator altinity/altinity-clickhouse-operator \
  --version 0.25.6 --namespace clickhouse-operator --create-namespace \
  --set configs.files.config.yaml.watch.namespaces={sentry}
