const secret =
  /(password|passwd|passphrase|secret|token|api_?key|access_?key|secret_?key|private_?key|signing_?key|credentials?|(^|[._-])(dsn|pw|pwd|pass)|[a-z]Pass|webhook_?url)$/i;
const about =
  /(secret_?name|reconcile_?token|secret_?ref|secret_?key_?ref|existing.*|_?secret_?keys?$(?<!secret_?key)|name|ref|path|file|mount|enabled|policy|length|ttl|expir\w*|type|class|provider|header|field|annotations?|labels?)$/i;

/** Whether a key's name says that its value is a secret, and not the name of one. */
export function isSecretName(key: string): boolean {
  return secret.test(key) && !about.test(key);
}

/** Whether a text is a secret and no reference to one, no template and no example. */
export function isSecretText(text: string): boolean {
  if (text.length < 3 || /^\s*$/.test(text)) return false;
  if (/^(true|false|none|null|disabled?|enabled?|optional|required|always|never|default)$/i.test(text))
    return false;
  return !/\{\{|^\$|\$\{|^<.*>$|^(vault|ref\+|sops|awssm|gcpsecrets|op|file|env):|^ENC\[|^1000[0-9a-f]{64,}$|^\*+$/.test(
    text,
  );
}

/** A secret by its own look, whatever its key: a private key, or a password inside a URL. */
export function looksSecret(text: string): boolean {
  return (
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text) ||
    /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/:@{}$<>*]{3,}@/i.test(text)
  );
}

/** A key "secret" alone mostly names a Secret object. */
function isObjectName(text: string): boolean {
  return /^[a-z]([a-z0-9.-]{0,61}[a-z0-9])?$/.test(text) && !/[0-9].*[a-z].*[0-9]/.test(text);
}

/** Keys whose secret is not one for this purpose: a key's place such as `existingSecretKey: token`. */
export function isSecret(keys: readonly string[], text: string): boolean {
  const last = keys.at(-1) ?? '';
  if (looksSecret(text)) return true;
  const inReference = keys.some((key) =>
    /(secretKeys?|KeyRef|secretRef|existingSecret\w*|remoteRef|secretKeyRef)$/i.test(key),
  );
  if (/^secret$/i.test(last) && isObjectName(text)) return false;
  return !inReference && isSecretName(last) && isSecretText(text);
}
