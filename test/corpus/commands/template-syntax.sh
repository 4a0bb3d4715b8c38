# expect: T21
helm upgrade api ./api --set .Values.replicaCount=2
