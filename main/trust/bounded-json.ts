/** JSON from outside: size and depth are bounded before it is parsed. */
import { LimitError, SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';

const quote = 0x22;
const backslash = 0x5c;
const openers = new Set([0x5b, 0x7b]);
const closers = new Set([0x5d, 0x7d]);

function depthWithin(bytes: Uint8Array, most: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index] as number;
    if (inString) {
      if (byte === backslash) index++;
      else if (byte === quote) inString = false;
    } else if (byte === quote) inString = true;
    else if (openers.has(byte)) {
      if (++depth > most) return false;
    } else if (closers.has(byte)) depth--;
  }
  return true;
}

/**
 * Parses UTF-8 JSON of at most `maxBytes` and `limits.jsonDepth` levels.
 * @param subject what is named in the error
 * @throws LimitError, or SanwuError `malformed`
 */
export function parseBoundedJson(bytes: Uint8Array, maxBytes: number, subject: string): unknown {
  if (bytes.length > maxBytes) throw new LimitError('bytes', subject);
  if (!depthWithin(bytes, limits.jsonDepth)) throw new LimitError('jsonDepth', subject);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new SanwuError('malformed', subject, { cause });
  }
}
