# expect: T08
helm upgrade api ./api --set image.tag=20240115
