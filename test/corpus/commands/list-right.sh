# expect: none
helm upgrade api ./api --set 'ingress.hosts[0].host=a.example.com' --set 'ingress.hosts[0].paths[0]=/'
