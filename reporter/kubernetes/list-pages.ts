import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { field, listField, textField } from './untrusted.ts';

export interface ListPage {
  readonly items: readonly unknown[];
  /** Where a watch continues; the same on every page of one list. */
  readonly resourceVersion: string;
  readonly last: boolean;
}

export interface ListOptions {
  readonly signal: AbortSignal;
  /** Items per page; a page is also what is held in memory at once. @default 500 */
  readonly limit?: number;
  readonly fieldSelector?: string;
}

/**
 * Pages of one consistent list, fetched as the caller asks for them.
 *
 * @throws ApiError `gone` when a continue token expired: begin a new list.
 */
export async function* listPages(
  api: ApiClient,
  path: string,
  options: ListOptions,
): AsyncGenerator<ListPage> {
  const { signal, limit = 500, fieldSelector } = options;
  let token: string | undefined;
  do {
    const answer = await api.get(path, { query: { limit, continue: token, fieldSelector }, signal });
    const metadata = field(answer, 'metadata');
    const items = listField(answer, 'items') ?? (field(answer, 'items') === null ? [] : undefined);
    const resourceVersion = textField(metadata, 'resourceVersion');
    if (items === undefined || resourceVersion === undefined) {
      throw new ApiError('malformed', `GET ${path}: the answer is not a list with a resourceVersion`);
    }
    token = textField(metadata, 'continue');
    yield { items, resourceVersion, last: token === undefined };
  } while (token !== undefined);
}
