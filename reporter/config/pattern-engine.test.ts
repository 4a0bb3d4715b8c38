import { expect, test } from 'vitest';
import { patternEngine } from './pattern-engine.ts';

test('patterns of any of the three variables are compiled, one of which is enough', async () => {
  for (const name of [
    'SENTRY_K8S_FILTER_OUT_EVENT_MESSAGES',
    'SENTRY_K8S_ONLY_EVENT_MESSAGES',
    'SENTRY_K8S_REDACT_PATTERNS',
  ]) {
    const compile = await patternEngine({ [name]: 'a+' });
    expect(compile('a+').matches('caat'), name).toBe(true);
  }
});

test('without any the engine stays away, and nobody asks for it', async () => {
  const compile = await patternEngine({ SENTRY_K8S_REDACT_PATTERNS: '  ' });
  expect(() => compile('a+')).toThrow('had none');
});
