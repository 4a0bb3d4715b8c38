# expect: T10
helm upgrade api ./api --set 'title="My service"'
