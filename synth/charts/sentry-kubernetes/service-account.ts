import { ServiceAccount } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { ObjectMeta } from 'kubernetes-types/meta/v1.js';
import { present } from '../../template/blocks.ts';
import { release } from '../../template/functions.ts';
import type { Templated } from '../../template/templated.ts';
import { labels, serviceAccountName } from './names.ts';
import { values } from './values.ts';

/** Tokens are mounted by the pod that asks for one, not by every pod that uses the account. */
export function serviceAccount(chart: Construct): ServiceAccount {
  return new ServiceAccount(chart, 'ServiceAccount', { automountToken: false });
}

export const serviceAccountMetadata: Templated<ObjectMeta> = {
  name: serviceAccountName,
  namespace: release.namespace,
  labels,
  annotations: present(values.ref.serviceAccount.annotations),
};
