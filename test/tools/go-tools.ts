import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder, exists } from './cache.ts';
import { cacheName, fromGoModule, type GoModule, goMissing } from './go-program.ts';

interface GoTool extends GoModule {
  /** Environment variable that names a program one already has. */
  readonly variable: string;
  /** Whether it takes minutes to build, so that only those who ask for everything wait for it. */
  readonly slow?: boolean;
}

/** Tools that come as source only; built on first use where there is Go. */
export const goTools = {
  'helm-3-newest': {
    variable: 'SENTRY_K8S_HELM3_NEWEST',
    module: 'helm.sh/helm/v3',
    version: 'v3.22.0',
    programs: { helm: 'helm.sh/helm/v3/cmd/helm' },
  },
  'helm-4-newest': {
    variable: 'SENTRY_K8S_HELM4_NEWEST',
    module: 'helm.sh/helm/v4',
    version: 'v4.3.1',
    programs: { helm: 'helm.sh/helm/v4/cmd/helm' },
  },
  kubeconform: {
    variable: 'SENTRY_K8S_KUBECONFORM',
    module: 'github.com/yannh/kubeconform',
    version: 'v0.8.0',
    programs: { kubeconform: 'github.com/yannh/kubeconform/cmd/kubeconform' },
  },
  'kube-score': {
    variable: 'SENTRY_K8S_KUBE_SCORE',
    module: 'github.com/zegl/kube-score',
    version: 'v1.20.0',
    programs: { 'kube-score': 'github.com/zegl/kube-score/cmd/kube-score' },
  },
  helmfile: {
    variable: 'SENTRY_K8S_HELMFILE',
    module: 'github.com/helmfile/helmfile',
    version: 'v1.8.0',
    programs: { helmfile: 'github.com/helmfile/helmfile' },
    // with every store of secrets that there is
    slow: true,
  },
  lua: {
    variable: 'SENTRY_K8S_LUA',
    module: 'github.com/yuin/gopher-lua',
    version: 'v1.1.2',
    programs: { glua: 'github.com/yuin/gopher-lua/cmd/glua' },
  },
  promtool: {
    variable: 'SENTRY_K8S_PROMTOOL',
    module: 'github.com/prometheus/prometheus',
    version: 'v0.316.0',
    programs: { promtool: 'github.com/prometheus/prometheus/cmd/promtool' },
    // rules are checked without any cloud's service discovery, which is most of what there is to build
    tags: ['remove_all_sd'],
  },
} as const satisfies Readonly<Record<string, GoTool>>;

export type GoToolName = keyof typeof goTools;

export type Availability =
  | { readonly state: 'available'; readonly path: string }
  | { readonly state: 'missing'; readonly reason: string };

/**
 * The path of a tool, or why there is none. Nothing is built in passing, so that a plain test run stays quick:
 * SENTRY_K8S_GO_TOOLS=1 builds on first use, and so does `node test/tools/main.ts fetch --go`. What is slow to build
 * wants SENTRY_K8S_GO_TOOLS=all, or `fetch --all`.
 */
export async function goTool(name: GoToolName, env: NodeJS.ProcessEnv = process.env): Promise<Availability> {
  const tool: GoTool = goTools[name];
  const own = env[tool.variable];
  if (own) {
    await access(own);
    return { state: 'available', path: own };
  }
  const [program = ''] = Object.keys(tool.programs);
  const built = join(cacheFolder(env), cacheName(tool), program);
  if (await exists(built)) return { state: 'available', path: built };
  const asked = env.SENTRY_K8S_GO_TOOLS;
  const wanted = tool.slow === true ? 'all' : '1';
  if (asked !== 'all' && asked !== wanted)
    return {
      state: 'missing',
      reason: `${name} is not built: set SENTRY_K8S_GO_TOOLS=${wanted} or ${tool.variable}`,
    };
  const reason = await goMissing();
  if (reason !== undefined) return { state: 'missing', reason: `${name} cannot be built: ${reason}` };
  return { state: 'available', path: join(await fromGoModule(tool), program) };
}
