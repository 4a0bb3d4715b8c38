# expect: none
helm upgrade api ./api --set-json 'imagePullSecrets=[{"name":"registry"}]'
