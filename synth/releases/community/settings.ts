import type { Platform } from '../../platform/fields/platform.ts';
import type { Names } from '../../platform/names/names.ts';
import { type Setting, setting } from '../../yaml/settings.ts';
import { exposureSettings } from './exposure.ts';
import type { Generation } from './generation.ts';
import { manifestSettings } from './manifests.ts';
import { signInSettings } from './sign-in.ts';
import { storageSettings } from './storage.ts';
import { storeSettings } from './stores.ts';
import { workloadSettings } from './workloads.ts';

/** Values of the community chart sentry/sentry for a platform. */
export function communitySettings(
  platform: Platform,
  names: Names,
  generation: Generation,
): readonly Setting[] {
  return [
    ...exposureSettings(platform, names, generation),
    ...signInSettings(platform, names),
    ...storeSettings(platform, names, generation),
    ...storageSettings(platform, generation),
    ...featureSettings(platform, generation),
    ...hookSettings(platform),
    ...workloadSettings(platform, generation),
    ...manifestSettings(platform, names),
  ];
}

function featureSettings(
  { features, retentionDays, sentry }: Platform,
  generation: Generation,
): readonly Setting[] {
  const image =
    sentry.image === undefined
      ? []
      : [
          setting(
            'images.sentry.repository',
            sentry.image.repository,
            'The image of all parts of Sentry itself.',
          ),
          setting('images.sentry.tag', sentry.image.tag),
        ];
  const flags = [
    'enableProfiling',
    'enableFeedback',
    'enableSpan',
    ...(generation.hasTaskBrokers ? ['enableUptime'] : []),
  ];
  const all = features === 'feature-complete';
  return [
    ...image,
    ...(generation.hasTaskBrokers ? [setting('profiles', [features], 'What of Sentry runs.')] : []),
    ...(all
      ? flags.map((flag, index) =>
          setting(
            `sentry.features.${flag}`,
            true,
            index === 0 ? 'The pods of these run anyway; without the flags nobody could use them.' : '',
          ),
        )
      : []),
    setting('symbolicator.enabled', true, 'Source maps and native stack traces need it.'),
    setting('sentry.cleanup.days', retentionDays, 'Days that events are kept.'),
    setting(
      'sentry.cleanup.activeDeadlineSeconds',
      3600,
      'The chart would stop the nightly cleanup after 100 seconds, long before it is done.',
    ),
    setting('sentry.cleanup.concurrencyPolicy', 'Forbid', 'Two at once would lock each other out.'),
  ];
}

/** Below the time Helm waits, so that the Job that failed is what an error names. */
function hookSettings({ delivery }: Platform): readonly Setting[] {
  const seconds = delivery.timeoutSeconds - Math.min(300, Math.floor(delivery.timeoutSeconds / 4));
  return [
    setting(
      'hooks.activeDeadlineSeconds',
      seconds,
      `Migrations of a first install take many minutes. It stays below the ${delivery.timeoutSeconds} seconds that the installation may take, so that a Job that hangs is named in the error.`,
    ),
  ];
}
