# expect: none
helm upgrade --install api ./api --set image.tag="$CI_COMMIT_SHORT_SHA" --set replicaCount=2
