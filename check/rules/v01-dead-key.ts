import { type Chart, type DeadKey, matchesBelow } from '../chart/chart.ts';
import { placeOf } from '../command-line/tool-command.ts';
import { removeEntry } from '../edit/lines.ts';
import { moveEntry } from '../edit/move-entry.ts';
import type { Edit, Hit, Known, Rule, ValuesFile } from '../rule/rule.ts';
import { followed, type MapEntry, type MapNode } from '../source/node.ts';
import { assignments, keySteps, keysOf } from '../traps/assignments.ts';
import { dotted } from './walk.ts';

export const v01: Rule = {
  id: 'V01',
  severity: 'error',
  title: 'The chart never had this key, whatever the guides say',
  explanation: `Guides and generated answers name keys of the community Sentry chart that no version of it reads, above all
\`postgresql.externalHost\` and \`redis.externalHost\`. Helm accepts them and the chart goes on to install its own
database. The fix moves the value where the chart reads it, and switches the bundled database off.`,
  examples: [
    {
      text: 'postgresql:\n  externalHost: db.example.com\n',
      known: 'sentry/sentry',
      finds: 'this',
      fixed: 'postgresql:\n  enabled: false\nexternalPostgresql:\n  host: db.example.com\n',
    },
    {
      text: 'redis:\n  enabled: false # ours\n  externalHost: redis.example.com\n',
      known: 'sentry/sentry',
      finds: 'this',
      fixed: 'redis:\n  enabled: false # ours\nexternalRedis:\n  host: redis.example.com\n',
    },
    {
      text: 'helm install sentry sentry/sentry --set postgresql.externalHost=db.example.com',
      known: 'sentry/sentry',
      finds: 'this',
    },
    { text: 'externalPostgresql:\n  host: db.example.com\n', known: 'sentry/sentry', finds: 'nothing' },
    {
      text: 'postgresql:\n  externalHost: db.example.com\n',
      chart: 'postgresql: {enabled: true}',
      finds: 'nothing',
    },
  ],
  *inCommand(command, { chart }) {
    yield* deadInCommand(command, chart, 'never');
  },
  *inValues(file, known) {
    yield* deadInValues(file, known, 'never');
  },
};

type When = 'never' | 'removed';

export function* deadInCommand(
  command: Parameters<NonNullable<Rule['inCommand']>>[0],
  chart: Chart | undefined,
  when: When,
): Iterable<Hit> {
  if (chart === undefined) return;
  for (const { flag, assignment } of assignments(command)) {
    const keys = keysOf(assignment.path);
    const dead = deadKey(chart, keys, when);
    if (dead === undefined) continue;
    const steps = keySteps(assignment.path).slice(0, dead.key.path.length);
    const [first, last] = [steps[0], steps.at(-1)];
    if (first === undefined || last === undefined) continue;
    const to = target(dead.key, dead.stars);
    yield {
      span: placeOf(flag, { start: first.start, end: last.end }),
      ...sentences(chart, dead.key, keys.slice(0, dead.key.path.length)),
      ...(to === undefined
        ? {}
        : {
            repair: {
              flag,
              edits: [{ start: first.start, end: last.end, text: switches(dead.key) + to.join('.') }],
            },
          }),
    };
  }
}

/** What else the move needs goes before it: `postgresql.enabled=false,externalPostgresql.host`. */
function switches(key: DeadKey): string {
  return (key.also ?? []).map(([path, value]) => `${path.join('.')}=${value},`).join('');
}

export function* deadInValues(file: ValuesFile, { chart }: Known, when: When): Iterable<Hit> {
  if (chart === undefined) return;
  const keys = chart.deadKeys.filter(({ since }) => (since === undefined) === (when === 'never'));
  for (const root of file.roots) yield* new Search(chart, file.text, root).below(root, [], keys);
}

class Search {
  readonly #chart: Chart;
  readonly #text: string;
  readonly #root: MapNode;

  constructor(chart: Chart, text: string, root: MapNode) {
    this.#chart = chart;
    this.#text = text;
    this.#root = root;
  }

  /** `keys` are those whose path begins with `above`, so that most of a file is passed over at once. */
  *below(map: MapNode, above: readonly string[], keys: readonly DeadKey[]): Iterable<Hit> {
    const depth = above.length;
    for (const entry of map.entries) {
      const left = keys.filter(({ path }) => path[depth] === entry.name || path[depth] === '*');
      if (left.length === 0) continue;
      const path = [...above, entry.name];
      const dead = left.find((key) => key.path.length === path.length);
      const value = followed(entry.value);
      if (dead !== undefined) yield this.#hit(map, entry, dead, path);
      else if (value.kind === 'map' && entry.value.kind !== 'alias') yield* this.below(value, path, left);
    }
  }

  #hit(parent: MapNode, entry: MapEntry, key: DeadKey, path: readonly string[]): Hit {
    const stars = matchesBelow(key.path, path)?.stars ?? [];
    const edits = fix(this.#text, this.#root, parent, entry, key, stars);
    return {
      span: entry.key,
      ...sentences(this.#chart, key, path),
      ...(edits === undefined ? {} : { edits }),
    };
  }
}

function deadKey(
  chart: Chart,
  path: readonly string[],
  when: When,
): { readonly key: DeadKey; readonly stars: readonly string[] } | undefined {
  for (const key of chart.deadKeys) {
    if ((key.since === undefined) !== (when === 'never')) continue;
    const match = matchesBelow(key.path, path);
    if (match !== undefined) return { key, stars: match.stars };
  }
  return undefined;
}

function target(key: DeadKey, stars: readonly string[]): readonly string[] | undefined {
  let next = 0;
  return key.moved?.map((step) => (step === '*' ? (stars[next++] ?? '') : step));
}

function fix(
  text: string,
  root: MapNode,
  parent: MapNode,
  entry: MapEntry,
  key: DeadKey,
  stars: readonly string[],
): readonly Edit[] | undefined {
  const to = target(key, stars);
  if (to === undefined) return /^delete it/.test(key.advice) ? removeEntry(text, parent, entry) : undefined;
  const also = (key.also ?? []).map(([path, value]) => ({ path, yaml: String(value) }));
  return moveEntry(text, root, { parent, entry }, to, also);
}

function sentences(chart: Chart, key: DeadKey, path: readonly string[]): Pick<Hit, 'message' | 'advice'> {
  const what =
    key.since === undefined
      ? `${chart.name} does not read ${dotted(path)}`
      : `${chart.name} has no ${dotted(path)} since ${key.since}`;
  return { message: `${what}; helm ignores it in silence`, advice: key.advice };
}
