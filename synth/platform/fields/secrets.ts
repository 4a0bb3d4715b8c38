import { section, text } from '../spec/field.ts';
import { dnsName, secretKey } from './formats.ts';

/** A Secret that exists before the release, and the key that is read from it. */
export function secretKeyRef(what: string, name: string, key: string) {
  return section(`Secret with ${what}; it must exist before the release is installed.`, {
    name: text(dnsName, { doc: 'Name of the Secret.', default: name }),
    key: text(secretKey, { doc: 'Key in that Secret.', default: key }),
  });
}
