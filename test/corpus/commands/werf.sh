# expect: T01 T19
export WERF_SET_1=podAnnotations.example.com/team=shop
werf converge --env production --repo registry.example.com/shop --set api.token=abcdef0123456789 --set replicas=2
