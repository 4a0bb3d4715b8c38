# expect: T07
helm upgrade api ./api --set 'env[0].name=PORT' --set 'env[0].value=8080'
