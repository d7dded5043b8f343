/** A message of the response topic: a JSON header line, and the bytes after it. */
import { limits } from '../contract/limits.ts';
import { type ResponseHeader, responseHeader } from '../contract/mqtt.ts';
import { parseBoundedJson } from '../trust/bounded-json.ts';

const newline = 0x0a;

export type CountyResponse = { header: ResponseHeader; body: Uint8Array };

/** Undefined for what is no response: it is dropped. */
export function readResponse(payload: Uint8Array): CountyResponse | undefined {
  const end = payload.indexOf(newline);
  const header = end < 0 ? payload : payload.subarray(0, end);
  const body = end < 0 ? new Uint8Array() : payload.subarray(end + 1);
  try {
    return {
      header: responseHeader.parse(parseBoundedJson(header, limits.chunkHeaderBytes, 'response')),
      body,
    };
  } catch {
    return undefined;
  }
}
