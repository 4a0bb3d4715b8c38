# expect: T03
helm upgrade api ./api --set 'imagePullSecrets=[{"name":"registry"}]'
