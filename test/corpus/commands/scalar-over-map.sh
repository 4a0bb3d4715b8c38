# expect: T14
helm upgrade api ./api --set resources.limits.cpu=1 --set resources=none
