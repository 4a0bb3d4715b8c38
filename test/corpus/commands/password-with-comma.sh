# expect: T02 T19
helm upgrade api ./api --set 'auth.adminPass=p@ss,w0rd'
