import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Programs for the path of a job: werf, and the remote cluster behind kubectl and helm. helm itself is real where it
 * does not need the cluster: what would be installed is rendered, so a wrong flag, chart or values file still fails.
 * Each call is a line of `calls`.
 */
export async function standIns(
  folder: string,
  helm: string,
): Promise<{ readonly bin: string; readonly calls: string }> {
  const bin = join(folder, 'bin');
  const calls = join(folder, 'calls');
  await mkdir(bin, { recursive: true });
  await writeFile(calls, '');
  const program = async (name: string, body: string) => {
    await writeFile(join(bin, name), `#!/bin/sh\nprintf '%s\\n' "${name} $*" >>"${calls}"\n${body}\n`);
    await chmod(join(bin, name), 0o755);
  };
  await program(
    'werf',
    `case "$*" in
  'ci-env gitlab --as-file') printf 'export WERF_REPO=registry.example.com/sentry\\n' >"${folder}/env"; echo "${folder}/env" ;;
esac
# helm and kubectl as werf brings them.
case "$1 \${2:-}" in
  'helm secret') ;;
  'helm '* | 'kubectl '*) exec "${bin}/$@" ;;
esac
# It would have nowhere to put an image.
case "$*" in
  converge*--without-images*) ;;
  converge*) [ -n "\${WERF_REPO:-}" ] || { echo 'werf: WERF_REPO is not set' >&2; exit 1; } ;;
esac
# What it would read is there.
while [ $# -gt 0 ]; do
  case $1 in
    --config | --values) [ -f "$2" ] || { echo "werf: there is no $2" >&2; exit 1; } ;;
  esac
  shift
done`,
  );
  await program(
    'kubectl',
    `case "$*" in
  *'get secret'*) echo yes ;;
  *'get chk'* | *'get chi'*) echo 'Completed present ' ;;
  *'get pods'*chk=* | *'get pods'*chi=*) printf rrr ;;
  *exec*) echo 3 ;;
  *'apply -f -'*) cat >/dev/null ;;
esac`,
  );
  await program(
    'helm',
    `case "$1" in
  repo | rollback | uninstall | test) exit 0 ;;
  upgrade) ;;
  *) exec "${helm}" "$@" ;;
esac
shift
name= ; chart= ; more=
while [ $# -gt 0 ]; do
  case $1 in
    --install) name=$2; chart=$3; shift 2 ;;
    --namespace | -f) more="$more $1 $2"; shift ;;
    --wait | --timeout=* | --dry-run=server) ;;
    --version) shift ;;
    *) echo "helm upgrade: $1 is no flag of a job" >&2; exit 1 ;;
  esac
  shift
done
# The charts of others are not to be had here.
[ -d "$chart" ] || exit 0
exec "${helm}" template "$name" "$chart" $more`,
  );
  return { bin, calls };
}
