# expect: none
helm install sentry sentry/sentry --version 26.8.1 --set clickhouse.enabled=false
