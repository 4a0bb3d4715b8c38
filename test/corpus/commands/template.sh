# expect: T12
helm upgrade api ./api --set 'host={{ .Release.Name }}.example.com'
