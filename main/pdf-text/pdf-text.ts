/** Text of PDF files, for search (R2.2). Each is read by a process of its own, which is ended when it takes too long. */
import { spawn } from 'node:child_process';
import { limits } from '../contract/limits.ts';

export interface PdfTextParts {
  /** The program's Node. */
  readonly node: string;
  /** Entry of the process: read-pdf.ts. */
  readonly entry: string;
  /** Folder with PDF.js's character maps and fonts. */
  readonly data: string;
}

/** Bytes of a character in UTF-8 at most. */
const characterBytes = 4;

/** Radicals that browsers put into PDF files in a character's place, and Unicode's normal forms leave as they are. */
const radicals =
  '⺠民⺟母⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻰龙';
const characterOf = new Map(
  Array.from(radicals.matchAll(/(.)(.)/gu), ([, radical = '', whole = '']) => [radical, whole]),
);

const asWritten = (text: string) =>
  text.replace(/[\u2e80-\u2eff]/g, (radical) => characterOf.get(radical) ?? radical);

/**
 * Text of a PDF file, as much as the limits allow; empty where there is none or it cannot be read. Scans have none.
 * @throws the signal's reason, and errors of starting a process
 */
export async function readPdfText(file: string, parts: PdfTextParts, signal: AbortSignal): Promise<string> {
  const { pdfTextPages, pdfTextCharacters, pdfTextMiB, pdfTextMs } = limits;
  const args = [
    `--max-old-space-size=${pdfTextMiB}`,
    parts.entry,
    file,
    String(pdfTextPages),
    String(pdfTextCharacters),
    parts.data,
  ];
  const child = spawn(parts.node, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {},
    killSignal: 'SIGKILL',
    timeout: pdfTextMs,
    signal,
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Buffer[] = [];
  let bytes = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > pdfTextCharacters * characterBytes) child.kill('SIGKILL');
    else chunks.push(chunk);
  });
  child.on('error', reject);
  child.on('close', () => resolve(asWritten(Buffer.concat(chunks).toString('utf8'))));
  return promise;
}
