/** A catalogue from outside: a county's file, or the signed target `catalogue/<name>.json`. */
import { type Catalogue, catalogue } from '../contract/catalogue.ts';
import { SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import { parseBoundedJson } from '../trust/bounded-json.ts';

/**
 * Reads UTF-8 JSON of at most `limits.catalogueBytes`.
 * @param subject what is named in the error
 * @throws LimitError, or SanwuError `malformed` whose detail names the first wrong field
 */
export function readCatalogue(bytes: Uint8Array, subject: string): Catalogue {
  const read = catalogue.safeParse(parseBoundedJson(bytes, limits.catalogueBytes, subject));
  if (read.success) return read.data;
  const detail = read.error.issues[0]?.path.join('.');
  throw new SanwuError('malformed', subject, { cause: read.error, ...(detail ? { detail } : {}) });
}
