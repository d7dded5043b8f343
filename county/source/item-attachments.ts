/** `attachments:` of the front matter, and the PDF or photo that lies beside it: checked, hashed as read. */
import type { CatalogueEntry } from '../../main/contract/catalogue.ts';
import { limits } from '../../main/contract/limits.ts';
import { attachmentText, frontMatterText } from '../../main/text/source.ts';
import type { FoundItem } from './discover.ts';
import type { ListEntry, Mapping } from './front-matter.ts';
import { checkContent, extensionOf, headBytes } from './media-type.ts';
import { checkOfficeFile } from './office-file.ts';
import { SourceRefusal } from './refusal.ts';
import { hashFile, type NamedFiles, namedFile, type SourceFile, shownName } from './source-file.ts';
import type { DraftAttachment } from './source-types.ts';

const keys = ['file', 'title', 'voucherFor', 'access'] as const;
const accesses = ['all', 'signed-in', 'desk'] as const;

/** @throws SourceRefusal */
async function readAttachment(file: SourceFile): Promise<Omit<DraftAttachment, 'access'>> {
  const name = shownName(file.shown);
  const { sha256, length, head } = await hashFile(file.path, limits.attachmentBytes, headBytes);
  const mediaType = checkContent(name, head);
  await checkOfficeFile(file.path, extensionOf(name));
  return { path: file.path, sha256, length, mediaType, name };
}

/** The attachment that a bare file beside the Markdown file is. @throws SourceRefusal */
export async function attachmentBeside(file: SourceFile): Promise<DraftAttachment> {
  return { ...(await readAttachment(file)), access: 'all' };
}

/** Original vouchers are open as the catalogue says; where it foresees none, at the desk (R1.6). */
function usualAccess(isVoucher: boolean, entry: CatalogueEntry | undefined): DraftAttachment['access'] {
  if (!isVoucher || !entry) return 'all';
  return entry.vouchers === 'none' ? 'desk' : entry.vouchers;
}

async function readFile(
  found: FoundItem,
  name: string,
  used: NamedFiles,
  refuse: (refusal: SourceRefusal) => void,
): Promise<Omit<DraftAttachment, 'access'> | undefined> {
  try {
    const file = await namedFile(found.root, found.folder, name);
    used.add(file.path);
    return await readAttachment(file);
  } catch (thrown) {
    if (!(thrown instanceof SourceRefusal)) throw thrown;
    refuse(thrown);
    return undefined;
  }
}

async function readEntry(
  entry: ListEntry,
  found: FoundItem,
  used: NamedFiles,
  catalogueEntry: CatalogueEntry | undefined,
  rows: number,
): Promise<DraftAttachment | undefined> {
  const { mapping, text } = entry;
  if (!mapping) {
    if (text === undefined) return undefined;
    const file = await readFile(found, text, used, (refusal) => entry.problem(refusal.text));
    return file && { ...file, access: 'all' };
  }
  mapping.refuseUnknown(keys);
  mapping.require('file');
  const name = mapping.text('file', limits.cellCharacters);
  const title = mapping.text('title');
  const voucherFor = mapping.whole('voucherFor', 1, limits.tableRows);
  const access = mapping.choice('access', accesses);
  if (voucherFor !== undefined && voucherFor > rows)
    mapping.problem('voucherFor', attachmentText.voucherRow(rows));
  if (name === undefined) return undefined;
  const file = await readFile(found, name, used, (refusal) => mapping.problem('file', refusal.text));
  return (
    file && {
      ...file,
      ...(title !== undefined && { title }),
      ...(voucherFor !== undefined && { voucherFor }),
      access: access ?? usualAccess(voucherFor !== undefined, catalogueEntry),
    }
  );
}

/**
 * Attachments that the front matter lists; what is wrong is reported at their lines.
 * @param rows rows of the item's first table, for `voucherFor`
 * @param used takes the files that were named
 */
export async function readAttachments(
  item: Mapping,
  found: FoundItem,
  used: NamedFiles,
  catalogueEntry: CatalogueEntry | undefined,
  rows: number,
): Promise<DraftAttachment[]> {
  const attachments: DraftAttachment[] = [];
  const entries = item.list('attachments', limits.itemAttachments);
  for (const entry of entries) {
    const attachment = await readEntry(entry, found, used, catalogueEntry, rows);
    if (attachment) attachments.push(attachment);
  }
  if (attachments.length > limits.itemAttachments) {
    item.problem('attachments', frontMatterText.tooMany(limits.itemAttachments));
  }
  return attachments;
}
