import { type Inconsistency, type Installation, type Report, readInstallations } from './installation.ts';
import { checkClickhouse } from './rules/clickhouse.ts';
import { checkExposure } from './rules/exposure.ts';
import { checkGuide } from './rules/guide.ts';
import { checkManifests } from './rules/manifests.ts';
import { checkSecrets } from './rules/secrets.ts';
import { checkStorage } from './rules/storage.ts';

const rules: readonly ((installation: Installation, report: Report) => void)[] = [
  checkClickhouse,
  checkExposure,
  checkSecrets,
  checkStorage,
  checkGuide,
];

/**
 * Whether the finished files under values/ agree about every name that two of them share. It reads their text only
 * and knows nothing of the platform file, so it also finds what the derivation of names got wrong.
 */
export function checkConsistency(
  files: ReadonlyMap<string, string>,
  readYaml?: (text: string) => unknown,
): readonly Inconsistency[] {
  const installations = readInstallations(files, readYaml);
  return installations.flatMap((installation) => {
    const found: Inconsistency[] = [];
    const report = reporterOf(installation, found);
    for (const rule of rules) rule(installation, report);
    return found;
  });
}

/** The same for what helm renders from the chart sentry-clickhouse with the values of one environment. */
export function checkRendered(
  files: ReadonlyMap<string, string>,
  environment: string | undefined,
  rendered: string,
): readonly Inconsistency[] {
  const found: Inconsistency[] = [];
  for (const installation of readInstallations(files)) {
    if (installation.guide.environment !== environment) continue;
    checkManifests(installation, rendered, reporterOf(installation, found));
  }
  return found;
}

function reporterOf({ guide }: Installation, found: Inconsistency[]): Report {
  return (name, message) => void found.push({ environment: guide.environment, name, message });
}
