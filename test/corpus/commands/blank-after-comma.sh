# expect: T10
helm upgrade api ./api --set 'a=1, b=2'
