# expect: T04
helm upgrade api ./api --set 'tolerations=[]'
