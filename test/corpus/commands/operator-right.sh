# expect: none
helm install clickhouse-operator altinity/altinity-clickhouse-operator --version 0.25.6 \
  --set 'configs.files.config\.yaml.watch.namespaces={sentry}'
