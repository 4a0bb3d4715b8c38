import type { ConfigMap } from 'kubernetes-types/core/v1.js';
import { block } from '../../template/blocks.ts';
import { filesGet } from '../../template/functions.ts';
import type { Manifest } from '../../template/templated.ts';
import { namespaced } from './metadata.ts';
import { bundleFile, bundleName } from './names.ts';

/** The bundled program, as the pod mounts it. */
export const configMap: Manifest<ConfigMap> = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: namespaced(bundleName),
  data: { [bundleFile]: block(filesGet(`files/${bundleFile}`)) },
};
