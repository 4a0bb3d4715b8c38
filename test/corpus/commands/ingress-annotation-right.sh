# expect: none
helm upgrade web ./web --set-string 'ingress.annotations.nginx\.ingress\.kubernetes\.io/proxy-body-size=50m'
