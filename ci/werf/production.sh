#!/bin/sh
# Sentry with werf 2 for the charts of this repository and helm for the others. Run it from anywhere; `production.sh help` says what it can do.
# Generated from the platform file; edit that one.
set -eu
cd "$(dirname "$0")/../.."

PROGRAMS='werf helm kubectl'
RELEASES='clickhouse-operator sentry-clickhouse sentry sentry-kubernetes'
UNINSTALL='sentry-kubernetes sentry sentry-clickhouse clickhouse-operator'
PLAN=
REVISION=0
command -v helm >/dev/null || helm() { werf helm "$@"; }
command -v kubectl >/dev/null || kubectl() { werf kubectl "$@"; }
SENTRY_CHART_VERSION=${SENTRY_CHART_VERSION:-33.4.0}

# What must be there before the first release.
prepare() {
  ensure_namespace clickhouse-operator
  ensure_namespace sentry
  ensure_namespace sentry-kubernetes
  require_secret clickhouse-operator clickhouse-operator-credentials username
  require_secret clickhouse-operator clickhouse-operator-credentials password
  require_secret sentry sentry-clickhouse clickhouse-password
  require_secret sentry sentry-admin-password admin-password
  require_secret sentry sentry-secret-key key
  require_secret sentry sentry-postgresql postgresql-password
  require_secret sentry sentry-redis redis-password
  helm repo add altinity https://helm.altinity.com --force-update
  helm repo add sentry https://sentry-kubernetes.github.io/charts --force-update
  helm repo update
}

release_clickhouse_operator() {
  helm upgrade --install clickhouse-operator altinity/altinity-clickhouse-operator --version 0.26.0 \
    --namespace clickhouse-operator -f values/clickhouse-operator/values.yaml \
    --wait --timeout=600s ${PLAN:+--dry-run=server}
}
wait_clickhouse_operator() {
  kubectl wait --for=condition=Established --timeout=600s \
    crd/clickhouseinstallations.clickhouse.altinity.com \
    crd/clickhousekeeperinstallations.clickhouse-keeper.altinity.com
  kubectl -n clickhouse-operator wait deployment -l app.kubernetes.io/instance=clickhouse-operator \
    --for=condition=Available --timeout=600s
}
rollback_clickhouse_operator() {
  helm rollback clickhouse-operator "$REVISION" --namespace clickhouse-operator --wait --timeout=600s
}
uninstall_clickhouse_operator() {
  helm uninstall clickhouse-operator --namespace clickhouse-operator --ignore-not-found --wait --timeout=600s
}

release_sentry_clickhouse() {
  if [ -n "$PLAN" ]; then
    werf plan --config ci/werf/sentry-clickhouse.yaml --env production --release sentry-clickhouse --namespace sentry \
      --values values/sentry-clickhouse/values.yaml --without-images
  else
    werf converge --config ci/werf/sentry-clickhouse.yaml --env production --release sentry-clickhouse --namespace sentry \
      --values values/sentry-clickhouse/values.yaml --without-images \
      --timeout 2400 --auto-rollback --releases-history-max 10
  fi
}
wait_sentry_clickhouse() {
  wait_installation sentry chk/clickhouse-keeper 3 clickhouse-keeper.altinity.com/chk=clickhouse-keeper 2400
  wait_installation sentry chi/sentry-clickhouse 3 clickhouse.altinity.com/chi=sentry-clickhouse 2400
  wait_cluster sentry chi-sentry-clickhouse-sentry-cluster-0-0-0 sentry-cluster 3 120
}
rollback_sentry_clickhouse() {
  werf rollback --config ci/werf/sentry-clickhouse.yaml --env production --release sentry-clickhouse --namespace sentry --revision "$REVISION" --timeout 2400
}
uninstall_sentry_clickhouse() {
  werf dismiss --config ci/werf/sentry-clickhouse.yaml --env production --release sentry-clickhouse --namespace sentry --timeout 2400
}

release_sentry() {
  DECRYPTED=
  if [ -f values/sentry/secret-values.yaml ]; then
    DECRYPTED=$(umask 077 && mktemp)
    trap 'rm -f "$DECRYPTED"' EXIT
    werf helm secret values decrypt values/sentry/secret-values.yaml -o "$DECRYPTED"
  fi
  helm upgrade --install my-sentry sentry/sentry --version "$SENTRY_CHART_VERSION" \
    --namespace sentry -f values/sentry/values.yaml ${DECRYPTED:+-f "$DECRYPTED"} \
    --wait --timeout=2400s ${PLAN:+--dry-run=server}
  [ -z "$DECRYPTED" ] || rm -f "$DECRYPTED"
}
wait_sentry() {
  kubectl -n sentry rollout status deployment/my-sentry-web --timeout=2400s
  kubectl -n sentry rollout status deployment/my-sentry-relay --timeout=2400s
}
rollback_sentry() {
  helm rollback my-sentry "$REVISION" --namespace sentry --wait --timeout=2400s
}
uninstall_sentry() {
  helm uninstall my-sentry --namespace sentry --ignore-not-found --wait --timeout=2400s
}

release_sentry_kubernetes() {
  require_secret sentry-kubernetes sentry-kubernetes-dsn sentry.dsn
  if [ -n "$PLAN" ]; then
    werf plan --config ci/werf/sentry-kubernetes.yaml --env production --release sentry-kubernetes --namespace sentry-kubernetes \
      --values values/sentry-kubernetes/values.yaml --values ci/werf/image-values.yaml
  else
    werf converge --config ci/werf/sentry-kubernetes.yaml --env production --release sentry-kubernetes --namespace sentry-kubernetes \
      --values values/sentry-kubernetes/values.yaml --values ci/werf/image-values.yaml \
      --timeout 600 --auto-rollback --releases-history-max 10
  fi
}
wait_sentry_kubernetes() {
  kubectl -n sentry-kubernetes rollout status deployment \
    -l app.kubernetes.io/instance=sentry-kubernetes --timeout=600s
}
rollback_sentry_kubernetes() {
  werf rollback --config ci/werf/sentry-kubernetes.yaml --env production --release sentry-kubernetes --namespace sentry-kubernetes --revision "$REVISION" --timeout 600
}
uninstall_sentry_kubernetes() {
  werf dismiss --config ci/werf/sentry-kubernetes.yaml --env production --release sentry-kubernetes --namespace sentry-kubernetes --timeout 600
}

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "error: $*"
  exit 1
}

require_tools() {
  for tool in $PROGRAMS; do
    command -v "$tool" >/dev/null || fail "$tool is not on the path"
  done
  # Not "kubectl version": that of werf fails over its own.
  kubectl get --raw /version --request-timeout=15s >/dev/null 2>&1 ||
    fail "the cluster of the current kubeconfig does not answer: kubectl get --raw /version"
}

# ensure_namespace NAMESPACE
ensure_namespace() {
  kubectl get namespace "$1" >/dev/null 2>&1 || kubectl create namespace "$1"
}

# require_secret NAMESPACE NAME KEY: its content is never printed.
require_secret() {
  found=$(kubectl -n "$1" get secret "$2" -o go-template="{{ with .data }}{{ if index . \"$3\" }}yes{{ end }}{{ end }}" 2>/dev/null) ||
    fail "Secret $2 is missing in namespace $1; values/README.md says how to make it"
  [ "$found" = yes ] || fail "Secret $2 in namespace $1 has no key $3; values/README.md says what it holds"
}

# shellcheck disable=SC2016 # a Go template, not the shell's variables
# state_of NAMESPACE KIND/NAME: "<status> <whether it is about the present spec> <error>"
state_of() {
  kubectl -n "$1" get "$2" -o go-template='{{ $s := .status }}{{ if $s }}{{ or $s.status "none" }} {{ if eq (printf "%v" .spec.taskID) (printf "%v" $s.taskID) }}present{{ else }}former{{ end }} {{ if $s.error }}{{ $s.error }}{{ end }}{{ else }}none former{{ end }}'
}

# ready_pods NAMESPACE SELECTOR
ready_pods() {
  kubectl -n "$1" get pods -l "$2" -o go-template='{{ range .items }}{{ if not .metadata.deletionTimestamp }}{{ range .status.conditions }}{{ if and (eq .type "Ready") (eq .status "True") }}r{{ end }}{{ end }}{{ end }}{{ end }}' | wc -c
}

# wait_installation NAMESPACE KIND/NAME PODS SELECTOR SECONDS
# The status alone proves little: it may be about a former spec, and it is Completed with pods that are not there.
wait_installation() {
  end=$(($(date +%s) + $5))
  last=
  while :; do
    state=$(state_of "$1" "$2") || fail "$2 is not in namespace $1"
    pods=$(ready_pods "$1" "$4")
    now="$2: $state, $((pods)) of $3 pods ready"
    [ "$now" = "$last" ] || say "  $now"
    last=$now
    case $state in
      'Completed present'*) [ "$((pods))" -ne "$3" ] || return 0 ;;
      'Aborted present'*) fail "the operator gave up on $2: ${state#Aborted present }; see kubectl -n $1 describe $2" ;;
    esac
    [ "$(date +%s)" -lt "$end" ] || fail "$now after $5 seconds; see kubectl -n $1 describe $2 and the operator's log"
    sleep "${SENTRY_K8S_POLL_SECONDS:-5}"
  done
}

# wait_cluster NAMESPACE POD CLUSTER REPLICAS SECONDS: every replica knows every other, as Snuba will ask.
wait_cluster() {
  end=$(($(date +%s) + $5))
  query="SELECT count() FROM system.clusters WHERE cluster = '$3'"
  while :; do
    found=$(kubectl -n "$1" exec "$2" -- clickhouse-client -q "$query" 2>&1) || :
    [ "$found" != "$4" ] || return 0
    [ "$(date +%s)" -lt "$end" ] || fail "ClickHouse knows $found replicas of $3 instead of $4 after $5 seconds"
    sleep "${SENTRY_K8S_POLL_SECONDS:-5}"
  done
}

# each VERB RELEASE...: what VERB means for each release, in this order.
each() {
  verb=$1 && shift
  for release in "$@"; do
    case " $RELEASES " in
      *" $release "*) ;;
      *) fail "there is no release $release; there are $RELEASES" ;;
    esac
    say "== $release"
    "${verb}_$(printf '%s' "$release" | tr '-' '_')" "$release"
  done
}

# Words that are split on purpose: names of releases hold no blanks.
# shellcheck disable=SC2086
install() {
  require_tools
  prepare
  for one in ${1:-$RELEASES}; do
    each release "$one"
    each wait "$one"
  done
  say 'Everything is installed and up.'
}

# shellcheck disable=SC2086
plan() {
  require_tools
  PLAN=yes
  each release ${1:-$RELEASES}
}

# shellcheck disable=SC2086
wait_all() {
  require_tools
  each wait ${1:-$RELEASES}
}

rollback() {
  [ -n "${1:-}" ] || fail "name the release to roll back: one of $RELEASES"
  require_tools
  REVISION=${2:-0}
  each rollback "$1"
  each wait "$1"
}

# shellcheck disable=SC2086
uninstall() {
  require_tools
  each uninstall ${1:-$UNINSTALL}
  say 'Claims, Secrets and what holds the data of ClickHouse are still there; values/README.md names them.'
}

usage() {
  cat <<EOF
usage: $0 COMMAND [RELEASE [REVISION]]

  install              install or upgrade each release in order, and wait until it is up
  plan                 show what install would change, without changing it
  wait                 wait until each release is up
  rollback RELEASE     go back to the revision before, or to REVISION
  uninstall            remove the releases in reverse order; data stays

releases: $RELEASES
EOF
}

case ${1:-} in
  install | plan | rollback | uninstall) command=$1 && shift && "$command" "$@" ;;
  wait) shift && wait_all "$@" ;;
  help | --help | -h) usage ;;
  *)
    usage >&2
    exit 2
    ;;
esac
