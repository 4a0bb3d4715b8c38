# expect: none
helm upgrade api ./api --set image.tag=20240115 # sentry-k8s-ignore T08: our chart prints tags with int64
