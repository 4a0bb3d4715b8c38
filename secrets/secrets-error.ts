export type SecretsErrorCode =
  | 'KEY_MISSING'
  | 'KEY_INVALID'
  | 'NOT_ENCRYPTED'
  | 'NOT_DECRYPTED'
  | 'YAML_INVALID'
  | 'SECRET_CONFLICT'
  | 'SECRET_FOUND'
  | 'VALUE_UNKNOWN'
  | 'CERTIFICATE_INVALID'
  | 'FILE_EXISTS'
  | 'FILE_MISSING';

/** Something a person can mend; the message never holds a secret. */
export class SecretsError extends Error {
  readonly code: SecretsErrorCode;

  constructor(code: SecretsErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SecretsError';
    this.code = code;
  }
}
