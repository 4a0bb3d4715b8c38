import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clickhouseOperator } from '../knowledge/clickhouse-operator/clickhouse-operator.ts';
import { communityChart } from '../knowledge/community-chart/community-chart.ts';
import { SourceError } from '../source/source-error.ts';
import type { Chart } from './chart.ts';
import { loadChart } from './load-chart.ts';

/** Charts that are known without their files, by the names people give them. */
const community =
  /^(sentry\/sentry|(oci:\/\/)?ghcr\.io\/sentry-kubernetes\/charts\/sentry|sentry-kubernetes\/sentry)$/;
const operator = /(^|\/)(altinity-)?clickhouse-operator$/;
const own = /^(sentry|sentry-kubernetes|sentry-clickhouse)$/;

export const knownCharts =
  'sentry/sentry, altinity-clickhouse-operator, sentry, sentry-kubernetes, sentry-clickhouse';

/** The chart at a path, or the known one of that name; `charts` is where this package keeps its own. */
export async function resolveChart(
  name: string,
  version: string | undefined,
  charts: string,
): Promise<Chart> {
  if (await exists(name)) return loadChart(name);
  const found = await knownChart(name, version, charts);
  if (found !== undefined) return found;
  throw new SourceError(
    'UNREADABLE',
    name,
    `no such chart; give a chart's folder, its .tgz, or one of ${knownCharts}`,
  );
}

/** The chart of a name, or undefined where nothing is known of it. */
export async function knownChart(
  name: string,
  version: string | undefined,
  charts: string,
): Promise<Chart | undefined> {
  if (community.test(name)) return communityChart(await readJson('community-chart/keys.json'), version);
  if (operator.test(name))
    return clickhouseOperator(await readJson('clickhouse-operator/keys.json'), version);
  const folder = join(charts, name);
  if (own.test(name) && (await exists(folder))) return loadChart(folder);
  return undefined;
}

/** The files are this package's own, so their shape is taken as it is. */
async function readJson<T>(file: string): Promise<T> {
  return JSON.parse(await readFile(new URL(`../knowledge/${file}`, import.meta.url), 'utf8'));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
