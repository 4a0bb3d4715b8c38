# expect: T03
helm upgrade api ./api --set 'resources={"limits":{"memory":"1Gi"}}'
