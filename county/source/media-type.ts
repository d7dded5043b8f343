/** Which files may be published, told by their first bytes and their extension together (R1.4, quality.md "hostile notices"). */
import { attachmentText } from '../../main/text/source.ts';
import { SourceRefusal } from './refusal.ts';

type Content =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'pdf'
  | 'mp3'
  | 'mp4'
  | 'wav'
  | 'webm'
  | 'zip'
  | 'markup'
  | 'text';

const office = 'application/vnd.openxmlformats-officedocument';

/** Extension → what its content must be, and the media type under which it is served. */
const mediaTypes: Readonly<Record<string, { content: Content; mediaType: string }>> = {
  jpg: { content: 'jpeg', mediaType: 'image/jpeg' },
  jpeg: { content: 'jpeg', mediaType: 'image/jpeg' },
  png: { content: 'png', mediaType: 'image/png' },
  gif: { content: 'gif', mediaType: 'image/gif' },
  webp: { content: 'webp', mediaType: 'image/webp' },
  pdf: { content: 'pdf', mediaType: 'application/pdf' },
  mp3: { content: 'mp3', mediaType: 'audio/mpeg' },
  mp4: { content: 'mp4', mediaType: 'video/mp4' },
  wav: { content: 'wav', mediaType: 'audio/wav' },
  webm: { content: 'webm', mediaType: 'video/webm' },
  xlsx: { content: 'zip', mediaType: `${office}.spreadsheetml.sheet` },
  docx: { content: 'zip', mediaType: `${office}.wordprocessingml.document` },
  csv: { content: 'text', mediaType: 'text/csv' },
  txt: { content: 'text', mediaType: 'text/plain' },
};

const macroExtensions = new Set(['xlsm', 'xltm', 'xlam', 'docm', 'dotm', 'pptm']);
const activeExtensions = new Set(['svg', 'svgz', 'html', 'htm', 'xhtml', 'mht', 'mhtml', 'xml', 'js', 'mjs']);

/** How many first bytes `checkContent` wants to see. */
export const headBytes = 4_096;

const ascii = (head: Buffer, from: number, to: number): string => head.toString('latin1', from, to);

function isMarkup(head: Buffer): boolean {
  const bytes = head[0] === 0xff && head[1] === 0xfe ? head.toString('utf16le') : head.toString('utf8');
  const start = bytes.replace(/^\ufeff/, '').trimStart();
  return /^<(?:[a-z!?/])/i.test(start) || /<(?:svg|html|script|iframe)[\s>]/i.test(start.slice(0, 1_024));
}

/** What the first bytes say; `undefined` for anything that is never published. */
function sniff(head: Buffer): Content | undefined {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg';
  if (ascii(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (/^GIF8[79]a$/.test(ascii(head, 0, 6))) return 'gif';
  if (ascii(head, 0, 4) === 'RIFF') {
    const form = ascii(head, 8, 12);
    return form === 'WEBP' ? 'webp' : form === 'WAVE' ? 'wav' : undefined;
  }
  if (ascii(head, 0, 5) === '%PDF-') return 'pdf';
  if (ascii(head, 4, 8) === 'ftyp') return 'mp4';
  if (head.readUInt32BE(0) === 0x1a45dfa3) return ascii(head, 4, 64).includes('webm') ? 'webm' : undefined;
  if (ascii(head, 0, 4) === 'PK\x03\x04') return 'zip';
  if (ascii(head, 0, 3) === 'ID3') return 'mp3';
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2) return 'mp3';
  if (isMarkup(head)) return 'markup';
  const isWide = head[0] === 0xff && head[1] === 0xfe;
  return isWide || !head.includes(0) ? 'text' : undefined;
}

/** Lower-case extension without the dot, or an empty text. */
export function extensionOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/**
 * Media type of a file by extension and content. An Office file's parts are checked apart.
 * @throws SourceRefusal for extensions that are never published and for content that contradicts the extension
 */
export function checkContent(name: string, head: Buffer): string {
  const extension = extensionOf(name);
  if (macroExtensions.has(extension)) throw new SourceRefusal(attachmentText.macro());
  if (activeExtensions.has(extension)) throw new SourceRefusal(attachmentText.active());
  const expected = Object.hasOwn(mediaTypes, extension) ? mediaTypes[extension] : undefined;
  if (!expected) throw new SourceRefusal(attachmentText.kind(extension, Object.keys(mediaTypes)));
  // Short files are padded with blanks for looking, so that every sign can be asked for.
  const content = sniff(head.length < 16 ? Buffer.concat([head, Buffer.alloc(16, 0x20)]) : head);
  if (content === 'markup') throw new SourceRefusal(attachmentText.active());
  if (content !== expected.content) {
    const actual = content === 'text' || content === undefined ? undefined : content;
    throw new SourceRefusal(attachmentText.contradiction(extension, actual));
  }
  return expected.mediaType;
}
