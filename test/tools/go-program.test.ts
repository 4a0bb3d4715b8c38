import { expect, test } from 'vitest';
import { standInModule } from './go-program.ts';

const original = [
  'module k8s.io/kubernetes',
  'go 1.25.0',
  'require k8s.io/api v0.0.0',
  'replace (',
  '\tk8s.io/api => ./staging/src/k8s.io/api',
  '\texample.com/fork => example.com/other v1.2.3',
  ')',
].join('\n');

test('folders of the same repository become published versions, other replacements stay', () => {
  const text = standInModule({
    original,
    module: 'k8s.io/kubernetes',
    version: 'v1.35.4',
    siblings: 'v0.35.4',
  });
  expect(text).toMatchInlineSnapshot(`
    "module stand-in
    go 1.25.0
    require k8s.io/api v0.0.0
    replace (
    	k8s.io/api => k8s.io/api v0.35.4
    	example.com/fork => example.com/other v1.2.3
    )
    require k8s.io/kubernetes v1.35.4
    "
  `);
});

test('without a version for siblings their replacements are dropped', () => {
  const text = standInModule({ original, module: 'm', version: 'v1.0.0', siblings: undefined });
  expect(text).not.toContain('staging');
  expect(text).toContain('example.com/fork => example.com/other v1.2.3');
});
