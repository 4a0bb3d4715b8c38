import type { Volume, VolumeMount } from 'kubernetes-types/core/v1.js';
import { when } from '../../template/blocks.ts';
import { defaultTo, eq, multiply, ne, not, text } from '../../template/functions.ts';
import type { Templated } from '../../template/templated.ts';
import { usesCa, usesClaim } from './conditions.ts';
import { bundleFile, bundleFolder, bundleName, caFolder, fullname, spoolFolder } from './names.ts';
import { values } from './values.ts';

const { ref } = values;

export const volumeMounts: Templated<VolumeMount[]> = [
  { name: 'tmp', mountPath: '/tmp' },
  when(ref.bundle.enabled, { name: 'bundle', mountPath: bundleFolder, readOnly: true }),
  when(ne(ref.spool.mode, 'memory'), { name: 'spool', mountPath: spoolFolder }),
  when(usesCa, { name: 'ca', mountPath: caFolder, readOnly: true }),
];

export const volumes: Templated<Volume[]> = [
  { name: 'tmp', emptyDir: { sizeLimit: '16Mi' } },
  when(ref.bundle.enabled, {
    name: 'bundle',
    configMap: { name: bundleName, items: [{ key: bundleFile, path: bundleFile }] },
  }),
  // Twice the bound, because the kubelet evicts a pod whose volume outgrows its limit.
  when(eq(ref.spool.mode, 'emptyDir'), {
    name: 'spool',
    emptyDir: { sizeLimit: text`${multiply(2, ref.spool.sizeMiB)}Mi` },
  }),
  when(usesClaim, {
    name: 'spool',
    persistentVolumeClaim: { claimName: defaultTo(fullname, ref.spool.existingClaim) },
  }),
  when(usesCa, {
    name: 'ca',
    configMap: when(ref.ca.configMap, { name: ref.ca.configMap }),
    secret: when(not(ref.ca.configMap), { secretName: ref.ca.secret }),
  }),
];
