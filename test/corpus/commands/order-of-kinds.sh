# expect: T15
helm upgrade api ./api --set-string image.tag=1.0 --set image.tag=2
