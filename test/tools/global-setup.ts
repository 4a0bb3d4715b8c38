import { helms } from './helm.ts';

/** Fetches what the suites share once, before workers would do so side by side. */
export default async function setup(): Promise<void> {
  await helms();
}
