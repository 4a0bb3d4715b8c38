# expect: T08 V14
helm upgrade api ./api --set image.tag=20240115 # sentry-k8s-ignore T08
