import { expect, test } from 'vitest';
import { runHelm } from '../../tools/helm.ts';
import type { ChartUnderTest } from './chart-under-test.ts';

/** What a person reads after `helm install`. */
export function notesCheck({ folder, least, helm }: ChartUnderTest): void {
  test('NOTES.txt is short, names the next commands and shows no secret', async () => {
    const { stdout, code, stderr } = await runHelm(helm, [
      'install',
      'one',
      folder,
      '--namespace',
      'space',
      '--dry-run=client',
      '-f',
      least,
    ]);
    expect(code, stderr).toBe(0);
    const notes = stdout.slice(stdout.indexOf('NOTES:'));
    expect(notes.trim().split('\n').length).toBeLessThanOrEqual(26);
    expect(notes).toContain('-n space');
    expect(notes).not.toMatch(/https?:\/\/[0-9a-f]+@/);
  });
}
