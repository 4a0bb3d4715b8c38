# expect: T27
helm upgrade api ./api --set-literal a=1,b=2
