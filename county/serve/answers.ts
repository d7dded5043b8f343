/** Answers to terminals' requests: parts of public files, and the county's signed time. */
import { SanwuError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import { type ResponseHeader, type TerminalRequest, terminalRequest } from '../../main/contract/mqtt.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import { signTime } from '../../main/trust/seal.ts';
import type { KeyPair } from '../keys/key-pair.ts';
import type { ContentFiles } from './content-files.ts';
import type { Villagers } from './villagers.ts';

/** @throws SanwuError `limit` or `malformed` */
export function parseRequest(payload: Uint8Array, subject: string): TerminalRequest {
  const parsed = terminalRequest.safeParse(parseBoundedJson(payload, limits.requestBytes, subject));
  if (!parsed.success) throw new SanwuError('malformed', subject, { cause: parsed.error });
  return parsed.data;
}

/** A header line, and the bytes after it. */
function encodeResponse(header: ResponseHeader, bytes?: Uint8Array): Buffer {
  const hasBody = header.kind === 'chunk' || header.kind === 'sealed';
  const line = Buffer.from(`${JSON.stringify(header)}${hasBody ? '\n' : ''}`);
  return bytes && bytes.length > 0 ? Buffer.concat([line, bytes]) : line;
}

type ChunkRequest = Extract<TerminalRequest, { kind: 'chunk' }>;

function chunkHeader(
  request: ChunkRequest,
  status: 'ok' | 'missing' | 'busy',
  length: number,
  total: number,
) {
  const { id, path, offset } = request;
  return { id, kind: 'chunk' as const, path, status, offset, length, total };
}

/** "Ask again": the terminal has too many requests waiting. */
export function busyAnswer(request: ChunkRequest): Buffer {
  return encodeResponse(chunkHeader(request, 'busy', 0, 0));
}

/** "It is on the county's disk": ends the terminal's repeating. */
export const receiptOf = (id: string): Buffer => encodeResponse({ id, kind: 'receipt' });

export type AnswerParts = {
  files: ContentFiles;
  clock: () => number;
  timestampKey: () => KeyPair;
  villagers: Villagers;
};

async function sealedAnswer(
  terminal: string,
  { id, key, question }: Extract<TerminalRequest, { kind: 'sealed' }>,
  villagers: Villagers,
): Promise<Buffer> {
  const { status, bytes } = await villagers.answer(terminal, id, key, question);
  return encodeResponse({ id, kind: 'sealed', status, length: bytes?.length ?? 0 }, bytes);
}

/** @throws SanwuError, ZodError for a sealed question that cannot be opened or read: it is not answered */
export async function answerRequest(
  terminal: string,
  request: TerminalRequest,
  parts: AnswerParts,
): Promise<Buffer> {
  if (request.kind === 'sealed') return sealedAnswer(terminal, request, parts.villagers);
  if (request.kind === 'time') {
    const key = parts.timestampKey();
    const at = parts.clock();
    const signature = signTime(request.nonce, at, key.privateKey);
    return encodeResponse({
      id: request.id,
      kind: 'time',
      nonce: request.nonce,
      at,
      keyid: key.keyId,
      signature,
    });
  }
  const part = await parts.files.read(request.path, request.offset, request.length);
  if (part.status === 'missing') return encodeResponse(chunkHeader(request, 'missing', 0, 0));
  return encodeResponse(chunkHeader(request, 'ok', part.bytes.length, part.total), part.bytes);
}
