/** Looks into Office files that are published as they are: the right kind, no macros, no bomb (quality.md, "file with macro"). */
import { limits } from '../../main/contract/limits.ts';
import { attachmentText } from '../../main/text/source.ts';
import { SourceRefusal } from './refusal.ts';
import { type ZipParts, zipOfFile } from './zip-parts.ts';

const mainParts: Readonly<Record<string, string>> = { xlsx: 'xl/workbook.xml', docx: 'word/document.xml' };
const macroParts = /(?:^|\/)(?:vbaProject[^/]*\.bin|macrosheets\/.*|activeX\/.*)$/i;
const contentTypes = '[Content_Types].xml';

/** @throws SourceRefusal when a part is a macro, or the file declares itself one with macros */
export async function refuseMacros(zip: ZipParts): Promise<void> {
  for (const name of zip.names) if (macroParts.test(name)) throw new SourceRefusal(attachmentText.macro());
  const pieces: Buffer[] = [];
  let length = 0;
  await zip.read(contentTypes, (piece) => {
    length += piece.length;
    if (length > limits.settingsBytes) throw new SourceRefusal(attachmentText.broken());
    pieces.push(piece);
  });
  if (/macroEnabled|vbaProject/i.test(Buffer.concat(pieces).toString('utf8'))) {
    throw new SourceRefusal(attachmentText.macro());
  }
}

/** @param extension `xlsx` or `docx`; others pass. @throws SourceRefusal */
export async function checkOfficeFile(file: string, extension: string): Promise<void> {
  const mainPart = mainParts[extension];
  if (mainPart === undefined) return;
  const zip = await zipOfFile(file, extension);
  try {
    if (!zip.names.has(mainPart)) throw new SourceRefusal(attachmentText.contradiction(extension, 'zip'));
    await refuseMacros(zip);
  } finally {
    zip.close();
  }
}
