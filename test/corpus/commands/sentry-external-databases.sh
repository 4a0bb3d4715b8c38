# expect: V01 T19
helm upgrade --install sentry sentry/sentry -n sentry --wait --timeout 40m \
  --set postgresql.enabled=false \
  --set postgresql.externalHost=postgres.db.svc.cluster.local \
  --set redis.enabled=false \
  --set redis.externalHost=redis.db.svc.cluster.local \
  --set externalPostgresql.password=s3cr3t-pass
