import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../reporter/clock.ts';
import { createLogger } from '../../reporter/observe/pino-logger.ts';
import { runTrial, type TrialOptions } from '../../try/run-trial.ts';
import { eventually } from '../clock/eventually.ts';
import { FakeKubernetesApi } from '../kubernetes-api/fake-kubernetes-api.ts';
import { writeKubeconfig } from '../kubernetes-api/kubeconfig.ts';
import { browserProgram, launch } from './browser.ts';

const sample = fileURLToPath(new URL('../../try/sample-events.json', import.meta.url));
const browserPath = await browserProgram();
if (browserPath === undefined) {
  process.stderr.write(
    '\n[try] SKIPPED: no page is looked at, for there is no Chromium: install it or set SENTRY_K8S_CHROMIUM\n\n',
  );
}

/** A trial under way, with what it has printed so far. */
function begin(options: Pick<TrialOptions, 'from' | 'show'> & Partial<TrialOptions>) {
  const ending = new AbortController();
  let output = '';
  const running = runTrial(
    {
      env: {},
      clock: systemClock,
      logger: createLogger('error', process.stderr),
      print: (text) => {
        output += text;
      },
      ...options,
    },
    ending.signal,
  );
  return {
    running,
    output: () => output,
    url: () => eventually('the address of the page', () => /http:\/\/\S+/.exec(output)?.[0], 20_000),
    end: async () => {
      ending.abort(new Error('SIGINT'));
      await running;
    },
  };
}

/** A pod of the Deployment `web`. */
const web = (namespace: string) => ({
  kind: 'Pod',
  namespace,
  name: 'web-5d4b9c7f6d-x2x7k',
  uid: `pod of ${namespace}`,
});
const page = { kind: 'page', port: 0 } as const;
const print = { kind: 'print' } as const;

test('prints the issues of a file with their grouping, and what is not reported', async () => {
  const trial = begin({ from: { kind: 'file', path: sample }, show: print });
  await trial.running;
  expect(trial.output()).toMatchSnapshot();
});

test('heeds the variables of the reporter', async () => {
  const env = {
    SENTRY_K8S_FILTER_OUT_EVENT_REASONS: 'BackOff,Unhealthy',
    SENTRY_K8S_CLUSTER_NAME: 'prod-eu',
  };
  const trial = begin({ from: { kind: 'file', path: sample }, show: print, env });
  await trial.running;
  expect(trial.output()).toContain('BackOff: filtered by reason');
  expect(trial.output()).toContain('cluster=prod-eu');
  expect(trial.output()).not.toContain('Deployment shop/api');
});

test('names the file that cannot be read', async () => {
  const trial = begin({ from: { kind: 'file', path: 'no-such.json' }, show: print });
  await expect(trial.running).rejects.toThrow('cannot read no-such.json');
});

describe('on a cluster', () => {
  let folder: string;
  let api: FakeKubernetesApi;
  let env: Readonly<Record<string, string>>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'try-'));
    api = await FakeKubernetesApi.start({ token: 'a token' });
    env = {
      SENTRY_K8S_CLUSTER_CONFIG_TYPE: 'out-cluster',
      SENTRY_K8S_KUBECONFIG_PATH: await writeKubeconfig(folder, api),
    };
  });

  afterEach(async () => {
    await api.close();
    await rm(folder, { recursive: true });
  });

  test('prints what is stored, then ends, having written nothing', async () => {
    for (const namespace of ['shop', 'billing']) api.createEvent({ namespace, involved: web(namespace) });
    const trial = begin({ from: { kind: 'cluster', follow: false }, show: print, env });
    await trial.running;
    expect(trial.output()).toContain('Deployment shop/web');
    expect(trial.output()).toContain('Deployment billing/web');
    expect(trial.output()).toContain('2 issues of 2 events.');
    expect(api.requests.filter(({ verb }) => verb !== 'list' && verb !== 'watch')).toEqual([]);
  });

  test('says what is missing when the cluster refuses', async () => {
    const trial = begin({
      from: { kind: 'cluster', follow: false },
      show: print,
      env: { ...env, SENTRY_K8S_KUBECONFIG_PATH: join(folder, 'nothing') },
    });
    await expect(trial.running).rejects.toThrow('nothing');
  });

  test.skipIf(browserPath === undefined)('shows a new warning on the open page', async () => {
    const browser = await launch(browserPath ?? '');
    const trial = begin({ from: { kind: 'cluster', follow: true }, show: page, env });
    try {
      const reader = await browser.newPage();
      await reader.goto(await trial.url());
      await reader.getByText('Nothing to report yet').waitFor();
      api.createEvent({ namespace: 'shop', involved: web('shop') });
      await reader.getByText('Unhealthy Deployment shop/web').waitFor();
      expect(await reader.locator('.issues li').count()).toBe(1);
    } finally {
      await browser.close();
      await trial.end();
    }
  });
});

describe.skipIf(browserPath === undefined)('the page', () => {
  let browser: Browser;
  let reader: Page;
  let trial: ReturnType<typeof begin>;
  const complaints: string[] = [];

  beforeAll(async () => {
    trial = begin({ from: { kind: 'file', path: sample }, show: page });
    browser = await launch(browserPath ?? '');
    reader = await browser.newPage({ viewport: { width: 1060, height: 860 } });
    reader.on('console', (message) => complaints.push(message.text()));
    reader.on('pageerror', (error) => complaints.push(error.message));
    await reader.goto(await trial.url());
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await trial.end();
  });

  test('lists each issue with its count, and leads to its latest event', async () => {
    const row = reader.locator('.issues li', { hasText: 'BackOff Deployment shop/api' });
    expect(await row.locator('.count').textContent()).toBe('3');
    await row.getByRole('link').click();
    await reader.getByRole('heading', { name: 'BackOff Deployment shop/api' }).waitFor();
    expect(await reader.locator('.crumbs li').count()).toBe(5);
    expect(await reader.locator('.fingerprint').textContent()).toContain('container restarting');
    await reader.getByRole('link', { name: 'Issues' }).click();
    await reader.getByRole('heading', { name: 'Issues' }).waitFor();
  });

  test('shows no secret and complains of nothing', async () => {
    expect(await reader.content()).not.toContain('hunter2');
    expect(complaints).toEqual([]);
  });

  test.runIf(process.env.SENTRY_K8S_PICTURE)('is the picture of the README', async () => {
    await reader.screenshot({ path: process.env.SENTRY_K8S_PICTURE ?? '', scale: 'css' });
  });
});
