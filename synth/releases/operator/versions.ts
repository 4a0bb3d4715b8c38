import { compareVersions, isAtLeast } from '../../platform/versions.ts';

/** A fault of some versions of the Altinity operator that a Sentry installation meets. */
interface Fault {
  /** The first version that has it, and the first that has it no more. */
  readonly from: string;
  readonly fixed: string;
  readonly what: string;
  /** Its issue or pull request in Altinity/clickhouse-operator. */
  readonly reference: string;
}

const faults: readonly Fault[] = [
  {
    from: '0.26.0',
    fixed: '0.26.2',
    what: 'starts the Keepers of a new ensemble one by one, and the first cannot find the others',
    reference: '#1945',
  },
  {
    from: '0.26.1',
    fixed: '0.27.0',
    what: 'probes Keepers by a program that their image may lack, and so restarts them for ever',
    reference: '#1962',
  },
  {
    from: '0.26.0',
    fixed: '0.27.2',
    what: 'writes the characters &, < and > of settings into XML as they are',
    reference: '#1578',
  },
  {
    from: '0.26.0',
    fixed: '0.27.1',
    what: 'may leave a host without its StatefulSet and still report Completed',
    reference: '#1990, #1993',
  },
  { from: '0.26.0', fixed: '0.27.3', what: 'may restart the last healthy replica', reference: '#1704' },
  {
    from: '0.26.0',
    fixed: '0.27.4',
    what: 'may restart several Keepers at once, which leaves tables read-only for that time',
    reference: '#2069, #2070',
  },
  {
    from: '0.26.0',
    fixed: '0.27.4',
    what: 'reports Completed when copying the schema to a new replica failed',
    reference: '#2021',
  },
  {
    from: '0.26.0',
    fixed: '0.27.4',
    what: 'installs its CRDs by a Job of the image bitnami/kubectl:latest, from a ConfigMap too large for kubectl apply and Argo CD',
    reference: '#1911, #2029',
  },
];

/** The newest version whose chart was read; later ones are written for as this one. */
export const newestKnown = '0.27.4';

export function faultsOf(version: string): readonly string[] {
  return faults
    .filter(({ from, fixed }) => isAtLeast(version, from) && !isAtLeast(version, fixed))
    .map(({ what, reference, fixed }) => `${what} (${reference}, fixed in ${fixed})`);
}

export type WatchForm = 'list' | 'map' | 'watchNamespaces';

/** How a version of the operator's chart takes the namespaces to watch. */
export function watchForm(version: string): WatchForm {
  if (!isAtLeast(version, '0.27.0')) return 'list';
  return isAtLeast(version, '0.27.2') ? 'watchNamespaces' : 'map';
}

export function isNewerThanKnown(version: string): boolean {
  return compareVersions(version, newestKnown) > 0;
}
