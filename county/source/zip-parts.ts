/** Parts of Office files (zip), unpacked under named limits: what is declared is checked first, what comes out is counted. */
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { LimitError } from '../../main/contract/errors.ts';
import { limits } from '../../main/contract/limits.ts';
import { attachmentText } from '../../main/text/source.ts';
import { SourceRefusal } from './refusal.ts';
import { onFile } from './source-file.ts';

/** An opened zip; `close` it. */
export type ZipParts = {
  names: ReadonlySet<string>;
  /** Unpacks a part, piece by piece; `false` when there is none. */
  read: (name: string, take: (piece: Buffer) => void) => Promise<boolean>;
  close: () => void;
};

const broken = (cause: unknown) => new SourceRefusal(attachmentText.broken(), 'file', 1, { cause });

/** Runs a zip or XML operation on outside bytes: a limit or any other failure of the parsers means a bad file. */
export async function onOutsideBytes<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (thrown) {
    if (thrown instanceof SourceRefusal) throw thrown;
    if (thrown instanceof LimitError) {
      throw new SourceRefusal(attachmentText.bomb(thrown.limit), 'file', 1, { cause: thrown });
    }
    throw broken(thrown);
  }
}

async function listEntries(zip: ZipFile, subject: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.workbookEntries) throw new LimitError('workbookEntries', subject);
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    unpacked += entry.uncompressedSize;
    if (unpacked > limits.workbookUnpackedBytes) throw new LimitError('workbookUnpackedBytes', subject);
    if (entries.has(entry.fileName)) throw broken(undefined);
    entries.set(entry.fileName, entry);
  }
  return entries;
}

async function unpack(zip: ZipFile, entry: Entry, take: (piece: Buffer) => void): Promise<void> {
  if (entry.uncompressedSize > limits.workbookEntryBytes) {
    throw new LimitError('workbookEntryBytes', entry.fileName);
  }
  // yauzl ends the stream with an error as soon as more comes out than was declared.
  const stream = await zip.openReadStreamPromise(entry);
  for await (const piece of stream) take(piece as Buffer);
}

async function partsOf(zip: ZipFile, subject: string): Promise<ZipParts> {
  try {
    const entries = await listEntries(zip, subject);
    return {
      names: new Set(entries.keys()),
      read: (name, take) =>
        onOutsideBytes(async () => {
          const entry = entries.get(name);
          if (!entry) return false;
          await unpack(zip, entry, take);
          return true;
        }),
      close: () => zip.close(),
    };
  } catch (thrown) {
    zip.close();
    throw thrown;
  }
}

const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true } as const;

/** Opens bytes as a zip. @throws SourceRefusal */
export function zipOfBytes(bytes: Buffer, subject: string): Promise<ZipParts> {
  return onOutsideBytes(async () => partsOf(await fromBufferPromise(bytes, options), subject));
}

/** Opens a file as a zip, reading only what is asked for. @throws SourceRefusal */
export function zipOfFile(file: string, subject: string): Promise<ZipParts> {
  return onFile(() => onOutsideBytes(async () => partsOf(await openPromise(file, options), subject)));
}
