/** Makes a release's archive of a package's folder: the same folder gives the same bytes. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { LimitError, SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';
import { blockBytes, paddingOf, type TarEntry, writeHeader } from './tar-format.ts';

/** What a signed description says of an archive. */
export type PackedArchive = { sha256: string; length: number; files: number; unpackedBytes: number };

type Found = TarEntry & { file: string };

/** @throws SanwuError `malformed` for a link or anything else that is neither file nor folder */
function entriesOf(folder: string): Found[] {
  const found: Found[] = [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names) {
    const file = path.join(folder, name);
    const stat = lstatSync(file);
    const kind = stat.isDirectory() ? 'folder' : stat.isFile() ? 'file' : undefined;
    if (!kind) throw new SanwuError('malformed', name);
    found.push({
      kind,
      path: name.split(path.sep).join('/'),
      size: kind === 'file' ? stat.size : 0,
      executable: kind === 'file' && (stat.mode & 0o111) !== 0,
      file,
    });
  }
  return found;
}

async function* tarOf(entries: readonly Found[]): AsyncGenerator<Buffer> {
  for (const entry of entries) {
    yield writeHeader(entry);
    if (entry.kind === 'folder') continue;
    let length = 0;
    for await (const piece of createReadStream(entry.file, { highWaterMark: 256 * 1024 })) {
      length += (piece as Buffer).length;
      yield piece as Buffer;
    }
    if (length !== entry.size) throw new SanwuError('broken-file', entry.path);
    yield Buffer.alloc(paddingOf(entry.size));
  }
  yield Buffer.alloc(2 * blockBytes);
}

/**
 * Writes `folder` as a gzip-compressed tar to `file`.
 * @throws SanwuError `malformed`, `broken-file`; LimitError where it is more than terminals take
 */
export async function packFolder(folder: string, file: string): Promise<PackedArchive> {
  const entries = entriesOf(folder);
  const files = entries.filter(({ kind }) => kind === 'file').length;
  const unpackedBytes = entries.reduce((sum, { size }) => sum + size, 0);
  if (entries.length > limits.softwareFiles) throw new LimitError('softwareFiles', folder);
  if (unpackedBytes > limits.softwareUnpackedBytes) throw new LimitError('softwareUnpackedBytes', folder);
  const hash = createHash('sha256');
  let length = 0;
  const measured = new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece);
      length += piece.length;
      done(null, piece);
    },
  });
  const gzip = createGzip({ level: 6, chunkSize: 256 * 1024 });
  await pipeline(Readable.from(tarOf(entries)), gzip, measured, createWriteStream(file, { mode: 0o644 }));
  if (length > limits.softwareBytes) throw new LimitError('softwareBytes', folder);
  return { sha256: hash.digest('hex'), length, files, unpackedBytes };
}
