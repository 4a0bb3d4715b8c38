# expect: T17
helm upgrade api ./api --set-json 'a=1, b=[2]'
