# expect: T11
helm upgrade api ./api --set 'ingress.path=/api/v\d+/(.*)'
