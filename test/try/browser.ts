import { type Browser, chromium } from 'playwright-core';
import { exists } from '../tools/cache.ts';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A browser of the machine; SENTRY_K8S_CHROMIUM names another than the usual ones. */
export async function browserProgram(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  if (env.SENTRY_K8S_CHROMIUM) return env.SENTRY_K8S_CHROMIUM;
  for (const path of usual) if (await exists(path)) return path;
  return undefined;
}

/** Starts it without the connections that a browser makes by itself. */
export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
