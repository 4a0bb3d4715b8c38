import { expect, test } from 'vitest';
import {
  block,
  entries,
  fail,
  loopKey,
  loopValue,
  loopVariable,
  present,
  range,
  rangeEntries,
  splice,
  when,
} from './blocks.ts';
import { Expression, ROOT } from './expression.ts';
import { defaultTo, eq, filesGet, include, release, text } from './functions.ts';
import { print } from './printer.ts';
import type { SynthError } from './synth-error.ts';
import { Tokens } from './tokens.ts';

const value = <K extends Expression['kind']>(kind: K, path: string) =>
  new Expression(kind, `${ROOT}.Values.${path}`, [path]);

function printed(manifest: { readonly [key: string]: unknown }, scope: 'root' | 'loop' = 'root'): string {
  return print(manifest, { path: 'chart/file.yaml', scope, tokens: new Tokens() }).text;
}

function codeOf(manifest: { readonly [key: string]: unknown }): string | undefined {
  try {
    printed(manifest);
    return undefined;
  } catch (error) {
    return `${(error as SynthError).code} ${(error as SynthError).path}`; // the printer throws nothing else
  }
}

test('renders a value by its kind: text quoted, integers through int64, maps and lists as blocks', () => {
  expect(
    printed({
      name: value('string', 'name'),
      replicas: value('integer', 'replicas'),
      ratio: value('number', 'ratio'),
      enabled: value('boolean', 'enabled'),
      labels: include('chart.labels', 'map'),
      args: value('list', 'args'),
    }),
  ).toMatchInlineSnapshot(`
    "name: {{ .Values.name | quote }}
    replicas: {{ .Values.replicas | int64 }}
    ratio: {{ .Values.ratio | toJson }}
    enabled: {{ .Values.enabled }}
    labels:
      {{- include "chart.labels" . | nindent 2 }}
    args:
      {{- toYaml .Values.args | nindent 2 }}
    "
  `);
});

test('puts text with expressions inside into one printf', () => {
  expect(
    printed({
      image: text`${value('string', 'registry')}/reporter:${defaultTo('latest', value('string', 'tag'))}`,
      port: text`:${value('integer', 'port')}, 100%`,
    }),
  ).toMatchInlineSnapshot(`
    "image: {{ printf "%s/reporter:%s" .Values.registry (default "latest" .Values.tag) | quote }}
    port: {{ printf ":%d, 100%%" (int64 .Values.port) | quote }}
    "
  `);
});

test('leaves out an entry without its value, or takes the other branch, at the indent of what it governs', () => {
  expect(
    printed({
      spec: {
        first: 1,
        clusterIP: when(value('boolean', 'headless'), 'None'),
        ports: when(value('boolean', 'headless'), [80]),
        type: when<string>(
          eq(value('string', 'kind'), 'lb'),
          'LoadBalancer',
          when<string>(value('boolean', 'node'), 'NodePort', 'ClusterIP'),
        ),
        nodeSelector: present(value('map', 'nodeSelector')),
        schedulerName: present(value('string', 'schedulerName')),
      },
    }),
  ).toMatchInlineSnapshot(`
    "spec:
      first: 1
      {{- if .Values.headless }}
      clusterIP: None
      ports:
        - 80
      {{- end }}
      {{- if eq .Values.kind "lb" }}
      type: LoadBalancer
      {{- else if .Values.node }}
      type: NodePort
      {{- else }}
      type: ClusterIP
      {{- end }}
      {{- with .Values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 4 }}
      {{- end }}
      {{- with .Values.schedulerName }}
      schedulerName: {{ . | quote }}
      {{- end }}
    "
  `);
});

test('stops the render where a value is missing that a release cannot do without', () => {
  expect(
    printed({
      data: {
        dsn: when(value('string', 'dsn'), value('string', 'dsn'), fail('Set "dsn" to the DSN of a project.')),
      },
      items: [when(value('string', 'dsn'), 'ready', fail('Set dsn.'))],
    }),
  ).toMatchInlineSnapshot(`
    "data:
      {{- if .Values.dsn }}
      dsn: {{ .Values.dsn | quote }}
      {{- else }}
      {{- fail "Set \\"dsn\\" to the DSN of a project." }}
      {{- end }}
    items:
      {{- if .Values.dsn }}
      - ready
      {{- else }}
      {{- fail "Set dsn." }}
      {{- end }}
    "
  `);
});

test('loops over lists and maps, and writes the root context as $ inside', () => {
  const host = loopVariable('host', 'string');
  expect(
    printed({
      hosts: range(value('list', 'hosts'), host, { name: host, release: release.name }),
      data: entries({ fixed: 'x' }, rangeEntries(value('map', 'files'), loopKey, loopValue)),
    }),
  ).toMatchInlineSnapshot(`
    "hosts:
      {{- range $host := .Values.hosts }}
      - name: {{ $host | quote }}
        release: {{ $.Release.Name | quote }}
      {{- end }}
    data:
      fixed: x
      {{- range $key, $value := .Values.files }}
      {{ $key | quote }}: {{ $value | quote }}
      {{- end }}
    "
  `);
});

test('splices what a user adds behind what the chart sets, and keeps files as literal blocks', () => {
  expect(
    printed({
      metadata: { annotations: entries({ own: 'x' }, splice(value('map', 'annotations'))) },
      env: [{ name: 'A', value: 'b' }, splice(value('list', 'extraEnv'))],
      data: { 'program.mjs': block(filesGet('files/program.mjs')) },
    }),
  ).toMatchInlineSnapshot(`
    "metadata:
      annotations:
        own: x
        {{- with .Values.annotations }}
        {{- toYaml . | nindent 4 }}
        {{- end }}
    env:
      - name: A
        value: b
      {{- with .Values.extraEnv }}
      {{- toYaml . | nindent 2 }}
      {{- end }}
    data:
      program.mjs: |
        {{- .Files.Get "files/program.mjs" | nindent 4 }}
    "
  `);
});

test('escapes braces that are text, and quotes what YAML 1.1 would read as something else', () => {
  expect(
    printed({
      alert: '{{ $labels.pod }} is down',
      yes: 'no',
      octal: '0123',
      version: '1.10',
      lines: 'one\ntwo\n',
    }),
  ).toMatchInlineSnapshot(`
    "alert: "{{ "{{" }} $labels.pod }} is down"
    "yes": "no"
    octal: "0123"
    version: "1.10"
    lines: "one\\ntwo\\n"
    "
  `);
});

test('refuses what no YAML can hold, and says where', () => {
  expect(codeOf({ spec: { broken: '\uD800' } })).toBe('LONE_SURROGATE chart/file.yaml.spec.broken');
  expect(codeOf({ spec: { size: 10n } })).toBe('ENTRY_NOT_PRINTABLE chart/file.yaml.spec.size');
  expect(codeOf({ spec: { ports: splice(value('list', 'ports')), ip: fail('Set ip.') } })).toBeUndefined();
  expect(codeOf({ spec: [present(value('string', 'name'))] })).toBe(
    'ENTRY_NOT_PRINTABLE chart/file.yaml.spec.0',
  );
});
