# expect: V02
helm install sentry sentry/sentry --set clickhouse.enabled=false,zookeeper.enabled=false
