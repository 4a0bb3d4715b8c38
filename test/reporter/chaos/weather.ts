import type { Chance } from '../../chance/seeded.ts';
import type { FakeKubernetesApi } from '../../kubernetes-api/fake-kubernetes-api.ts';
import type { Answer, SentryIngest } from '../../sentry-ingest/sentry-ingest.ts';
import type { Season } from './ledger.ts';

/** What befell the run, by name. */
export type Befallen = Map<string, number>;

function note(befallen: Befallen, what: string): void {
  befallen.set(what, (befallen.get(what) ?? 0) + 1);
}

/** One way for trouble to begin, or for it to go on while the reporter tries to recover. */
type Stroke = readonly [string, () => void];

/**
 * Ends the open watches in one way or another and lets up to two of the requests that follow fail, so that the
 * reporter has to recover from each pair and triple of troubles. What loses a place only comes in its season.
 */
export function strikeApi(api: FakeKubernetesApi, chance: Chance, season: Season, befallen: Befallen): void {
  const losing = season === 'history compacted';
  const ends: readonly Stroke[] = [
    ['watch closed', () => api.breakWatches('close')],
    ['watch reset', () => api.breakWatches('reset')],
    ['line torn', () => api.breakWatches('torn')],
    ...(losing ? placeLost(api) : []),
  ];
  const failures: readonly Stroke[] = [
    ['answer 500', () => api.faults.arm({ status: 500 })],
    ['answer 503 to a watch', () => api.faults.arm({ status: 503 }, { verb: 'watch' })],
    ['answer 429', () => api.faults.arm({ status: 429, retryAfter: 1 })],
    ['answer reset', () => api.faults.arm('reset')],
    ['answer garbage to a list', () => api.faults.arm('garbage', { verb: 'list' })],
    ['Lease refused', () => api.faults.arm({ status: 500 }, { resource: 'leases' })],
    ...(losing ? placeRefused(api) : []),
  ];
  const strike = (strokes: readonly Stroke[]) => {
    const stroke = strokes[chance.below(strokes.length)];
    if (stroke === undefined) return;
    note(befallen, stroke[0]);
    stroke[1]();
  };
  for (let more = chance.below(3); more > 0; more -= 1) strike(failures);
  strike(ends);
}

function placeLost(api: FakeKubernetesApi): readonly Stroke[] {
  return [
    [
      'history compacted',
      () => {
        api.compact();
        api.breakWatches('reset');
      },
    ],
    ['410 in the stream', () => api.breakWatches('gone')],
    ['line garbled', () => api.breakWatches('garbage')],
  ];
}

function placeRefused(api: FakeKubernetesApi): readonly Stroke[] {
  return [
    ['410 at connect', () => api.faults.arm({ status: 410 }, { verb: 'watch' })],
    ['410 in the first frame', () => api.faults.arm('gone-in-stream', { verb: 'watch' })],
    ['410 of a page', () => api.faults.arm({ status: 410 }, { verb: 'list', continued: true })],
  ];
}

const TROUBLES = ['503', '429', 'limited', 'reset', 'accept-then-reset', 'never'] as const;
type Mood = 'fine' | (typeof TROUBLES)[number];

/** So many requests are never answered in one run: each holds a sender for its whole timeout. */
const NEVER_ANSWERED = 12;

/** Sentry, which changes its mind every few hundred milliseconds. */
export function moodySentry(sentry: SentryIngest, chance: Chance, befallen: Befallen) {
  let mood: Mood = 'fine';
  let never = 0;

  function answer(): Answer {
    switch (mood) {
      case '503':
        return { status: 503 };
      case '429':
        return { status: 429, headers: { 'Retry-After': '1' } };
      case 'limited':
        return { status: 429, headers: { 'X-Sentry-Rate-Limits': '1:error;default:organization' } };
      case 'reset':
      case 'accept-then-reset':
        return mood;
      case 'never':
        if (never >= NEVER_ANSWERED || chance.happens(0.7)) return { status: 200 };
        never += 1;
        return 'never';
      default:
        return { status: 200 };
    }
  }

  sentry.answer = () => {
    const given = answer();
    if (given !== 'never' && typeof given === 'object' && given.status === 200) return given;
    note(befallen, `Sentry: ${mood}`);
    return given;
  };
  return {
    trouble: () => {
      mood = chance.pick([...TROUBLES]);
    },
    calm: () => {
      mood = 'fine';
    },
  };
}
