import type { Platform } from '../fields/platform.ts';
import {
  type ClickhouseAddress,
  type ClickhouseInstallation,
  clickhouseAddress,
  clickhouseInstallation,
} from './clickhouse.ts';
import { type Release, releasesOf } from './releases.ts';
import { type SecretNeed, secretsOf } from './secrets.ts';
import { type SignIn, signIn } from './sign-in.ts';

/**
 * Everything that two outputs must agree on, derived once from what the team decided. No other module may put
 * such a name together; check/consistency proves from the finished files that none did.
 */
export interface Names {
  readonly releases: readonly Release[];
  /** The prefix of the workloads and Services of the Sentry release. */
  readonly sentryFullname: string;
  readonly publicHost: string;
  readonly clickhouse: ClickhouseAddress;
  /** Undefined when ClickHouse is not run by the operator. */
  readonly installation: ClickhouseInstallation | undefined;
  readonly secrets: readonly SecretNeed[];
  readonly signIn: SignIn | undefined;
}

export function namesOf(platform: Platform): Names {
  return {
    releases: releasesOf(platform),
    sentryFullname: fullname(platform.sentry.release, 'sentry'),
    publicHost: new URL(platform.url).hostname,
    clickhouse: clickhouseAddress(platform),
    installation: clickhouseInstallation(platform),
    secrets: secretsOf(platform),
    signIn: signIn(platform),
  };
}

/** As charts name what they make: the release, with the chart's name unless it holds it already. */
function fullname(release: string, chart: string): string {
  return release.includes(chart) ? release : `${release}-${chart}`;
}
