import { get } from 'node:http';

/** Reads one value of Google's metadata server; rejects when it has none, or when there is no such server. */
export type ReadMetadata = (path: string, signal: AbortSignal) => Promise<string>;

/** No value that is asked for is longer. */
const longestValue = 4096;

/**
 * @param host such as `metadata.google.internal`; only Google's own server marks its answers, and no other is
 *   believed
 */
export function metadataServer(host: string): ReadMetadata {
  return (path, signal) =>
    new Promise((resolve, reject) => {
      const headers = { 'Metadata-Flavor': 'Google' };
      const request = get(`http://${host}/computeMetadata/v1/${path}`, { headers, signal }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          text += part;
          if (text.length > longestValue) request.destroy(new Error(`${path} is too long`));
        });
        answer.once('error', reject);
        answer.once('end', () => {
          if (answer.statusCode !== 200) reject(new Error(`${path} was answered with ${answer.statusCode}`));
          else if (answer.headers['metadata-flavor'] !== 'Google')
            reject(new Error(`${host} is not Google's metadata server`));
          else resolve(text.trim());
        });
      });
      request.once('error', reject);
    });
}
