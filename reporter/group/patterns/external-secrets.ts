import type { Pattern } from '../pattern.ts';

/** External Secrets, Sealed Secrets and Crossplane, whose providers put request ids into their messages. */
export const externalSecrets: readonly Pattern[] = [
  { reasons: ['UpdateFailed', 'Errored', 'MissingProviderSecret'], key: 'secret sync' },
  {
    reasons: ['InvalidProviderConfig', 'InvalidStoreConfiguration', 'ValidationFailed', 'ValidationUnknown'],
    key: 'secret store',
  },
  { reasons: ['ErrUnsealFailed'], key: 'secret sync' },
  {
    reasons: [
      'CannotConnectToProvider',
      'CannotObserveExternalResource',
      'CannotCreateExternalResource',
      'CannotUpdateExternalResource',
      'CannotDeleteExternalResource',
      'CannotResolveReferences',
      'CannotInitializeManagedResource',
      'ComposeResources',
      'SelectComposition',
    ],
  },
];
