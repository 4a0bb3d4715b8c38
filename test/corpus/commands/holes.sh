# expect: T06
helm upgrade api ./api --set 'ingress.hosts[1].host=b.example.com'
