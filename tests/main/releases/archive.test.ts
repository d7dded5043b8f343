import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packFolder } from '../../../main/releases/pack.ts';
import { writeHeader } from '../../../main/releases/tar-format.ts';
import { unpackArchive } from '../../../main/releases/unpack.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-archive-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const generous = { entries: 1_000, bytes: 100 * 1024 * 1024 };
const end = Buffer.alloc(1024);

/** A header with fields overwritten and the sum made right again, as somebody with bad intentions would. */
function forged(fields: { name?: string; kind?: string; size?: string; link?: string }): Buffer {
  const block = writeHeader({ kind: 'file', path: 'x', size: 0, executable: false });
  if (fields.name !== undefined) block.fill(0, 0, 100).write(fields.name, 0);
  if (fields.kind !== undefined) block.write(fields.kind, 156);
  if (fields.size !== undefined) block.write(fields.size, 124);
  if (fields.link !== undefined) block.write(fields.link, 157);
  block.write('        ', 148);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

async function unpack(bytes: Buffer, bounds = generous) {
  const file = path.join(folder, 'archive.tar.gz');
  const target = path.join(folder, 'target');
  writeFileSync(file, bytes);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  return unpackArchive(file, target, bounds);
}

/** Everything in the test's folder but the archive and the target. */
const outside = () => readdirSync(folder).filter((name) => !['archive.tar.gz', 'target'].includes(name));

describe('an archive', () => {
  it('of a folder gives the folder back, the same bytes each time, long paths and empty files too', async () => {
    const source = path.join(folder, 'source');
    const long = `${'a-long-folder-name/'.repeat(8)}${'n'.repeat(60)}.js`;
    mkdirSync(path.dirname(path.join(source, long)), { recursive: true });
    writeFileSync(path.join(source, long), 'long');
    writeFileSync(path.join(source, 'empty'), '');
    writeFileSync(path.join(source, 'program'), Buffer.alloc(700_001, 7), { mode: 0o755 });
    const packed = await packFolder(source, path.join(folder, 'one.tar.gz'));
    const again = await packFolder(source, path.join(folder, 'two.tar.gz'));
    expect(again).toEqual(packed);
    expect(packed).toMatchObject({ files: 3, unpackedBytes: 700_005 });
    const found = await unpack(readFileSync(path.join(folder, 'one.tar.gz')));
    expect(found).toEqual({ files: 3, bytes: 700_005 });
    const target = path.join(folder, 'target');
    expect(readFileSync(path.join(target, long), 'utf8')).toBe('long');
    expect(readFileSync(path.join(target, 'program')).equals(Buffer.alloc(700_001, 7))).toBe(true);
    expect(statSync(path.join(target, 'program')).mode & 0o111).not.toBe(0);
    expect(statSync(path.join(target, 'empty')).mode & 0o111).toBe(0);
  });

  it('made by the system’s tar is read, and ours is read by it', async () => {
    const source = path.join(folder, 'source');
    mkdirSync(path.join(source, 'below'), { recursive: true });
    writeFileSync(path.join(source, 'below/one.txt'), 'one');
    const file = path.join(folder, 'theirs.tar.gz');
    execFileSync('tar', ['--format=ustar', '-C', source, '-czf', file, '.']);
    expect(await unpack(readFileSync(file))).toEqual({ files: 1, bytes: 3 });
    await packFolder(source, file);
    expect(execFileSync('tar', ['-tzf', file], { encoding: 'utf8' })).toBe('below\nbelow/one.txt\n');
  });

  it.each([
    ['a path upwards', forged({ name: '../escaped' })],
    ['a path upwards in the middle', forged({ name: 'a/../../escaped' })],
    ['an absolute path', forged({ name: '/tmp/escaped' })],
    ['a backslash', forged({ name: 'a\\..\\escaped' })],
    ['a drive', forged({ name: 'C:escaped' })],
    ['an empty part', forged({ name: 'a//b' })],
    ['a control character', forged({ name: 'a\nb' })],
    ['a symbolic link', forged({ kind: '2', link: '/etc/passwd' })],
    ['a hard link', forged({ kind: '1', link: '/etc/passwd' })],
    ['a character device', forged({ kind: '3' })],
    ['a block device', forged({ kind: '4' })],
    ['a fifo', forged({ kind: '6' })],
    ['an extension header', forged({ kind: 'x' })],
    ['a GNU long name', forged({ kind: 'L' })],
    ['a negative size', forged({ size: '-0000000001\0' })],
    ['a folder with a size', forged({ kind: '5', size: '00000000010\0' })],
  ])('with %s is refused, and nothing is written outside', async (_, header) => {
    await expect(unpack(gzipSync(Buffer.concat([header, end])))).rejects.toMatchObject({ kind: 'malformed' });
    expect(outside()).toEqual([]);
  });

  it('that repeats a name, also in another case, is refused', async () => {
    const twice = Buffer.concat([forged({ name: 'Name' }), forged({ name: 'name' }), end]);
    await expect(unpack(gzipSync(twice))).rejects.toMatchObject({ kind: 'malformed' });
  });

  it('that is damaged, cut off or no archive at all is refused', async () => {
    const source = path.join(folder, 'source');
    mkdirSync(source);
    writeFileSync(
      path.join(source, 'file'),
      Buffer.from(Array.from({ length: 9_000 }, (_, at) => (at * 7919) % 251)),
    );
    await packFolder(source, path.join(folder, 'whole.tar.gz'));
    const whole = readFileSync(path.join(folder, 'whole.tar.gz'));
    const flipped = Buffer.from(whole);
    flipped[whole.length >> 1] = (flipped[whole.length >> 1] ?? 0) ^ 1;
    const half = gzipSync(writeHeader({ kind: 'file', path: 'file', size: 9_000, executable: false }));
    const broken = [
      flipped,
      whole.subarray(0, whole.length - 20),
      half,
      Buffer.from('no archive'),
      Buffer.alloc(0),
    ];
    for (const bytes of broken) await expect(unpack(bytes)).rejects.toMatchObject({ kind: 'malformed' });
  });

  it('stops at what was declared: bytes of a bomb, number of entries', async () => {
    const bomb = Buffer.concat([
      writeHeader({ kind: 'file', path: 'bomb', size: 50_000_000, executable: false }),
      Buffer.alloc(50_000_176),
      end,
    ]);
    const zipped = gzipSync(bomb);
    expect(zipped.length).toBeLessThan(60_000);
    await expect(unpack(zipped, { entries: 10, bytes: 1_000_000 })).rejects.toMatchObject({ kind: 'limit' });
    expect(existsSync(path.join(folder, 'target/bomb'))).toBe(false);
    const many = Array.from({ length: 12 }, (_, at) => forged({ name: `f${at}` }));
    const bounds = { entries: 10, bytes: 1_000 };
    await expect(unpack(gzipSync(Buffer.concat([...many, end])), bounds)).rejects.toMatchObject({
      kind: 'limit',
    });
  });

  it('is not made of a folder with links in it', async () => {
    const source = path.join(folder, 'source');
    mkdirSync(source);
    symlinkSync('/etc/passwd', path.join(source, 'link'));
    await expect(packFolder(source, path.join(folder, 'x'))).rejects.toMatchObject({ kind: 'malformed' });
  });
});
