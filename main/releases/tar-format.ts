/**
 * The part of tar (POSIX ustar, IEEE 1003.1) that a release may use: regular files and folders below the archive's top.
 * Links, devices, other people's extensions and every name that could lead elsewhere are refused. Bytes in, decision out.
 */
import { LimitError, SanwuError } from '../contract/errors.ts';
import { limits } from '../contract/limits.ts';

/** Everything in a tar comes in blocks of this many bytes. */
export const blockBytes = 512;

export type TarEntry = {
  kind: 'file' | 'folder';
  /** Relative, with `/`; empty for the top folder itself. */
  path: string;
  /** Bytes of the file; 0 for a folder. */
  size: number;
  executable: boolean;
};

const field = {
  name: [0, 100],
  mode: [100, 8],
  size: [124, 12],
  checksum: [148, 8],
  kind: [156, 1],
} as const;
const prefixField = [345, 155] as const;
const subject = 'archive';
/** Beside control characters: what Windows forbids or reads as something else, DEL, and what was no UTF-8. */
const strangeSigns = '\\:*?"<>|\x7f\ufffd';
const malformed = (detail: string) => new SanwuError('malformed', subject, { detail });

function textOf(block: Buffer, [start, length]: readonly [number, number]): string {
  const bytes = block.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return bytes.subarray(0, end < 0 ? length : end).toString('utf8');
}

function numberOf(block: Buffer, place: readonly [number, number]): number {
  const text = textOf(block, place).trim();
  if (!/^[0-7]{1,11}$/.test(text)) throw malformed('number');
  return Number.parseInt(text, 8);
}

/** Sum of the header's bytes, its own field counted as blanks. */
function checksumOf(block: Buffer): number {
  const [start, length] = field.checksum;
  let sum = 32 * length;
  for (const [index, byte] of block.entries()) if (index < start || index >= start + length) sum += byte;
  return sum;
}

/**
 * A path as it may be written, without a leading `./` and a trailing `/`. Colons and backslashes mean something on Windows.
 * @throws SanwuError `malformed`; LimitError
 */
export function checkedPath(written: string): string {
  const path = written.replace(/^\.\/|\/$/g, '');
  if (path === '.' || path === '') return '';
  if (Buffer.byteLength(path) > limits.softwarePathBytes) throw new LimitError('softwarePathBytes', subject);
  const isPlain = path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  const isStrange = [...path].some((sign) => sign < ' ' || strangeSigns.includes(sign));
  if (!isPlain || isStrange) throw malformed('path');
  return path;
}

/**
 * What a header block says; undefined for the empty block that ends an archive.
 * @throws SanwuError `malformed` for whatever is not a plain file or folder; LimitError
 */
export function readHeader(block: Buffer): TarEntry | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  if (numberOf(block, field.checksum) !== checksumOf(block)) throw malformed('checksum');
  if (block.subarray(257, 262).toString('latin1') !== 'ustar') throw malformed('format');
  const kind = { '0': 'file', '\0': 'file', '5': 'folder' }[String.fromCharCode(block[156] ?? 1)];
  if (kind !== 'file' && kind !== 'folder') throw malformed('kind');
  const prefix = textOf(block, prefixField);
  const name = textOf(block, field.name);
  const path = checkedPath(prefix === '' ? name : `${prefix}/${name}`);
  const size = numberOf(block, field.size);
  if ((kind === 'folder' && size !== 0) || (kind === 'file' && path === '')) throw malformed('entry');
  if (size > limits.softwareUnpackedBytes) throw new LimitError('softwareUnpackedBytes', subject);
  return { kind, path, size, executable: (numberOf(block, field.mode) & 0o111) !== 0 };
}

/** Where a long path is cut into ustar's prefix and name. @throws LimitError where it cannot be */
function splitPath(path: string): [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= field.name[1]) return ['', path];
  for (let cut = path.indexOf('/'); cut > 0; cut = path.indexOf('/', cut + 1)) {
    const [prefix, name] = [path.slice(0, cut), path.slice(cut + 1)];
    if (Buffer.byteLength(name) <= field.name[1] && Buffer.byteLength(prefix) <= prefixField[1])
      return [prefix, name];
  }
  throw new LimitError('softwarePathBytes', path);
}

/** A header block. Owner and times are left at 0, so that the same folder always gives the same archive. */
export function writeHeader({ kind, path, size, executable }: TarEntry): Buffer {
  const block = Buffer.alloc(blockBytes);
  const [prefix, name] = splitPath(checkedPath(path));
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;
  block.write(name, field.name[0]);
  block.write(octal(executable || kind === 'folder' ? 0o755 : 0o644, 7), field.mode[0]);
  block.write(octal(0, 7) + octal(0, 7), 108);
  block.write(octal(size, 11) + octal(0, 11), field.size[0]);
  block.write(kind === 'folder' ? '5' : '0', field.kind[0]);
  block.write('ustar\x0000', 257, 'latin1');
  block.write(prefix, prefixField[0]);
  block.write(`${checksumOf(block).toString(8).padStart(6, '0')}\0 `, field.checksum[0]);
  return block;
}

/** Bytes of filling after a file's own. */
export const paddingOf = (size: number) => (blockBytes - (size % blockBytes)) % blockBytes;
