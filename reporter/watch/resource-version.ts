/**
 * Which of two resourceVersions is newer. They are opaque by contract but numbers in every API server
 * that stores in etcd; where they are not, there is no answer.
 */
export function isNewer(version: string, than: string): boolean | undefined {
  if (!NUMERIC.test(version) || !NUMERIC.test(than)) return undefined;
  // Longer than a double can hold exactly, so compared as text.
  if (version.length !== than.length) return version.length > than.length;
  return version > than;
}

const NUMERIC = /^(0|[1-9]\d*)$/;
