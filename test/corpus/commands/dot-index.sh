# expect: T29
helm upgrade api ./api --set 'jobs.[0].schedule=daily'
