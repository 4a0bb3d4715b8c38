import { App } from 'cdk8s';
import { reporterBundle } from './bundle/reporter.ts';
import { waitProgram } from './bundle/wait.ts';
import { currentRelease } from './chart/current-release.ts';
import { sentryClickhouse } from './charts/sentry-clickhouse/chart.ts';
import { sentryKubernetes } from './charts/sentry-kubernetes/chart.ts';
import { synthesizeDelivery } from './delivery/synthesize-delivery.ts';
import type { Files } from './output/plan.ts';
import type { Platforms } from './platform/load.ts';
import { platformSchema } from './platform/schema.ts';
import { synthesizeValues } from './releases/synthesize-values.ts';
import { Tokens } from './template/tokens.ts';

/** Every generated file by its path; the same sources and the same platform always give the same bytes. */
export async function synthesize(platforms?: Platforms): Promise<Files> {
  const files = await synthesizeCharts();
  if (platforms === undefined) return files;
  return new Map([
    ...files,
    ...synthesizeValues(platforms),
    ...(await synthesizeDelivery(platforms)),
    ['platform.schema.json', platformSchema()],
  ]);
}

async function synthesizeCharts(): Promise<Files> {
  const tokens = new Tokens();
  const app = new App({ resolvers: [tokens] });
  const release = await currentRelease();
  const charts = [
    await sentryClickhouse(app, tokens, release, await waitProgram()),
    await sentryKubernetes(app, tokens, release, await reporterBundle()),
  ];
  return new Map(
    charts.flatMap((chart) =>
      [...chart.files()].map(([path, text]) => [`charts/${chart.node.id}/${path}`, text] as const),
    ),
  );
}
