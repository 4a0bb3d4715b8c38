import type { Pattern } from '../pattern.ts';

/** cert-manager: certificates, their requests, orders and challenges, and issuers. */
export const certManager: readonly Pattern[] = [
  {
    reasons: ['Failed', 'Denied', 'InvalidRequest'],
    message: /^The certificate request (?:has )?(?:failed|was denied)|^The certificate request could not/,
    key: 'certificate issuance',
  },
  {
    reasons: ['OrderFailed', 'OrderCreatingError', 'OrderBuildingError', 'OrderGetError', 'InvalidOrder'],
    key: 'certificate issuance',
  },
  { reasons: ['OrderBadCertificate', 'RequestFailed', 'RequestParsingError'], key: 'certificate issuance' },
  {
    reasons: ['Failed'],
    message: /^Accepting challenge authorization failed|^Failed to (?:finalize|retrieve|create|fetch) Order/i,
    key: 'acme challenge',
  },
  { reasons: ['PresentError', 'CleanUpError', 'Solver'], key: 'acme challenge' },
  {
    reasons: ['SigningError', 'ErrorSigning', 'ErrorRequest', 'ErrorRetrieve', 'RetrieveCertificateTimeout'],
    key: 'certificate signing',
  },
  {
    reasons: ['IssuerNotFound', 'IssuerNotReady', 'IssuerTypeMissing', 'ErrInitIssuer', 'VaultError'],
    key: 'issuer',
  },
  {
    reasons: ['ErrVerifyACMEAccount', 'ErrRegisterACMEAccount', 'ErrUpdateACMEAccount', 'InvalidSolver'],
    key: 'issuer',
  },
  { reasons: ['ErrGetKeyPair', 'ErrInvalidKeyPair', 'ErrorVaultInit', 'ErrorVenafiInit'], key: 'issuer' },
  {
    reasons: [
      'BadConfig',
      'CannotRegenerateKey',
      'DecodeFailed',
      'KeystorePasswordSecretNotFound',
      'SecretMissing',
      'SecretNotFound',
      'SecretInvalidData',
      'SecretGetError',
      'ErrorKeyMatch',
      'ErrorParsingKey',
    ],
  },
];
