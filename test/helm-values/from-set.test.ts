import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteWord } from '../../check/command-line/quote.ts';
import type { Surroundings } from '../../check/from-set/plan.ts';
import { convert, type Mode } from '../../check/from-set/result.ts';
import { valuesText } from '../../check/from-set/write-values.ts';
import { commandsIn } from '../../check/run/commands-in-text.ts';
import { readInput } from '../../check/run/values-file.ts';
import type { Flag } from '../../check/strvals/flag.ts';
import { emitYaml } from '../../synth/yaml/emit.ts';
import { type Helm, helms } from '../tools/helm.ts';
import { type Scratch, scratch } from './helm-values.ts';
import { files, randomFlag } from './random-flags.ts';

const both = await helms();

/** Prints the values twice: as JSON, and as a template prints them, where 1000000 may become 1e+06. */
const templates = {
  'templates/dump.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: dump}
data:
  values: "{{ printf "%s %v" (toJson .Values) .Values | b64enc }}"
`,
};
const base = 'a: 1\nlst: [1, 2, 3]\nm: {x: 1, y: {z: 2}}\nk1: {a: {b: 1}}\n';
const beside = { ...files, 'base.yaml': base };

const surroundings: Surroundings = {
  readFile: (path) => {
    const text = new Map(Object.entries(beside)).get(path);
    if (text === undefined) throw new Error(`no file ${path}`);
    return text;
  },
  readValues: (path) => {
    const input = readInput(path, surroundings.readFile(path));
    if (input.kind !== 'values') throw new Error('no values');
    return input.file.values;
  },
};

async function convertLine(line: string, mode: Mode) {
  const source = { file: 'script.sh', text: line, commands: commandsIn(line, 'script.sh') };
  const [converted] = await convert([source], {
    mode,
    shell: 'bash',
    chartOf: async () => undefined,
    surroundings: () => surroundings,
  });
  return converted;
}

/** What helm makes of the flags and values files of a command line. */
async function rendered(chart: Scratch, helm: Helm, line: string): Promise<string> {
  const [command] = commandsIn(line, 'script.sh');
  const args = [
    ...(command?.files ?? []).flatMap(({ text }) => ['-f', text]),
    ...(command?.flags ?? []).map(({ kind, text }) => `--${kind}=${text}`),
  ];
  const answer = await chart.values(helm, args);
  return 'refusal' in answer ? 'refused' : answer.json;
}

async function expectEqual(chart: Scratch, helm: Helm, line: string): Promise<'equal' | 'refused'> {
  const converted = await convertLine(line, 'as helm reads it');
  const before = await rendered(chart, helm, line);
  if (converted === undefined) return 'equal';
  const { plan, names, command = '' } = converted;
  if (before === 'refused') {
    expect(plan.refused ?? plan.kept.length, line).toBeTruthy();
    return 'refused';
  }
  expect(plan.refused, line).toBeUndefined();
  await writeFile(join(chart.folder, names.values), valuesText(plan.values, emitYaml));
  await writeFile(join(chart.folder, names.secrets), valuesText(plan.secrets, emitYaml));
  expect({ line, command, rendered: await rendered(chart, helm, command) }).toEqual({
    line,
    command,
    rendered: before,
  });
  return 'equal';
}

describe.each(both)('$name', (helm) => {
  test('renders the same from the files as from 60 random commands', { timeout: 300_000 }, async () => {
    await using chart = await scratch({ chart: templates, beside });
    const seed = fc.readConfigureGlobal()?.seed ?? 1;
    const commands = fc.sample(fc.tuple(fc.array(randomFlag, { minLength: 1, maxLength: 6 }), fc.boolean()), {
      numRuns: 60,
      seed,
    });
    let equal = 0;
    for (const [flags, withBase] of commands) {
      const line = `helm install r ./chart${withBase ? ' -f base.yaml' : ''} ${flags.map(word).join(' ')}`;
      if ((await expectEqual(chart, helm, line)) === 'equal') equal++;
    }
    expect(equal).toBeGreaterThan(40);
  });

  test.each([
    "helm install r ./chart -f base.yaml --set 'lst[1]=9' --set 'lst[4]=x'",
    'helm install r ./chart -f base.yaml --set-json \'m={"q":1}\' --set m.y=2',
    'helm install r ./chart -f base.yaml --set m=null --set a=',
    'helm install r ./chart --set big=12345678,tag=1000000,small=999999,neg=-1000000',
    'helm install r ./chart --set yes=no,on=y,v=1.10,o=012,e=1e3,n=null,t=true,f=0x1F',
    "helm install r ./chart --set-literal 'a=line one, {two}' --set-string 'b=yes,c=~'",
    "helm install r ./chart --set 'password=x\\,y' --set 'auth.token=abc' --set auth.user=u",
    "helm install r ./chart --set-file 'one=one' --set one=2",
    'helm install r ./chart --set-json \'{"a":{"b":-0,"c":1e21,"d":0.1}}\' --set a.e=1',
    "helm install r ./chart --set 'list={a,1,true,}' --set 'empty={}'",
  ])('renders the same: %s', async (line) => {
    await using chart = await scratch({ chart: templates, beside });
    if (helm.name === 'helm 3' && line.includes("'{")) return;
    expect(await expectEqual(chart, helm, line)).toBe('equal');
  });
});

test('the commands of the corpus render the same, or are refused as before', {
  timeout: 300_000,
}, async () => {
  const [, helm4] = both;
  const folder = fileURLToPath(new URL('../corpus/commands/', import.meta.url));
  const scripts = (await readdir(folder)).filter((file) => file.endsWith('.sh'));
  await using chart = await scratch({ chart: templates, beside });
  const outcomes = [];
  for (const file of scripts) {
    const text = await readFile(folder + file, 'utf8');
    for (const command of commandsIn(text, file)) {
      if (
        command.tool !== 'helm' ||
        command.files.length > 0 ||
        command.flags.some(({ word }) => word.unknown.length > 0)
      )
        continue;
      outcomes.push(await expectEqual(chart, helm4, text.slice(command.start, command.end)));
    }
  }
  expect(outcomes.length).toBeGreaterThan(35);
  expect(outcomes.filter((outcome) => outcome === 'equal').length).toBeGreaterThan(30);
});

function word({ kind, text }: Flag): string {
  return `--${kind}=${quoteWord(text, 'bash')}`;
}
