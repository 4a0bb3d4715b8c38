# expect: T01
helm upgrade web ./web --set ingress.annotations.nginx.ingress.kubernetes.io/proxy-body-size=50m
