# expect: none
set -euo pipefail
helm repo add sentry https://sentry-kubernetes.github.io/charts
helm upgrade --install --atomic --timeout 10m -n shop api oci://registry.example.com/charts/api \
  --version 1.4.0 -f values.yaml -f values-prod.yaml --set replicaCount=3,autoscaling.enabled=true
kubectl -n shop rollout status deployment/api
