import { createHash } from 'node:crypto';
import { open, rename, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { readSources } from '../../../county/source/read-sources.ts';
import { SourceRefusal } from '../../../county/source/refusal.ts';
import { hashFile } from '../../../county/source/source-file.ts';
import { draftOf, folderOf, markdown, options, pdf, png, read } from './source-folder.ts';

const attach = (name: string): string => markdown(`attachments: [ { file: ${name} } ]`);
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

async function xlsx(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('表').addRows([['甲'], ['乙']]);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

async function zip(parts: Record<string, string>): Promise<Uint8Array> {
  const archive = new JSZip();
  for (const [name, text] of Object.entries(parts)) archive.file(name, text);
  return archive.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

const docx = () => zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' });

describe('attachments', () => {
  it.each<[string, string, () => Uint8Array | Promise<Uint8Array>]>([
    ['a.jpg', 'image/jpeg', () => Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['a.JPEG', 'image/jpeg', () => Buffer.from('ffd8ffdb', 'hex')],
    ['a.png', 'image/png', () => png],
    ['a.gif', 'image/gif', () => latin('GIF89a\x01\0\x01\0')],
    ['a.webp', 'image/webp', () => latin('RIFF\x10\0\0\0WEBPVP8 ')],
    ['a.pdf', 'application/pdf', () => pdf],
    ['a.mp3', 'audio/mpeg', () => latin('ID3\x04\0\0')],
    ['b.mp3', 'audio/mpeg', () => Buffer.from('fffb9064', 'hex')],
    ['a.mp4', 'video/mp4', () => latin('\0\0\0\x18ftypisom')],
    ['a.wav', 'audio/wav', () => latin('RIFF\x10\0\0\0WAVEfmt ')],
    ['a.webm', 'video/webm', () => latin('\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm')],
    ['a.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', xlsx],
    ['a.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', docx],
    ['a.csv', 'text/csv', () => Buffer.from('甲,乙\n')],
    ['a.txt', 'text/plain', () => Buffer.from([0xbc, 0xd7])],
    ['empty.txt', 'text/plain', () => Buffer.alloc(0)],
  ])('takes %s as %s', async (name, mediaType, bytes) => {
    const content = await bytes();
    const { attachments } = await draftOf({ 'item.md': attach(name), [name]: content });
    expect(attachments).toEqual([
      {
        path: expect.stringMatching(new RegExp(`/${name}$`)),
        name,
        mediaType,
        access: 'all',
        length: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      },
    ]);
  });

  it.each<[string, string | Uint8Array | (() => Promise<Uint8Array>), RegExp]>([
    ['a.svg', '<svg onload="alert(1)"/>', /程序/],
    ['a.html', '<html></html>', /程序/],
    ['a.txt', '<!DOCTYPE html><script>1</script>', /程序/],
    ['a.csv', '\ufeff <svg xmlns="x">', /程序/],
    ['a.png', '<svg xmlns="x">', /程序/],
    ['a.jpg', png, /png/],
    ['a.pdf', png, /png/],
    ['a.png', 'hello', /却不是/],
    ['a.txt', latin('a\0b'), /却不是/],
    ['a.csv', latin('MZ\0\0\0'), /却不是/],
    ['a.exe', latin('MZ'), /不能发布/],
    ['a', 'x', /不能发布/],
    ['constructor', 'x', /不能发布/],
    ['a.constructor', 'x', /不能发布/],
    ['a.xlsm', 'x', /宏/],
    ['a.docm', 'x', /宏/],
    ['a.docx', xlsx, /docx/],
    ['a.xlsx', latin('PK\x03\x04rubbish'), /损坏/],
    ['a.xlsx', () => zip({ 'xl/workbook.xml': '<x/>', 'xl/vbaProject.bin': 'x' }), /宏/],
    [
      'a.docx',
      () =>
        zip({
          'word/document.xml': '<x/>',
          '[Content_Types].xml': 'application/vnd.ms-word.document.macroEnabled.main+xml',
        }),
      /宏/,
    ],
  ])('refuses %s of other or active content', async (name, bytes, says) => {
    const content = typeof bytes === 'function' ? await bytes() : bytes;
    const { drafts, problems } = await read({ 'item.md': attach(name), [name]: content });
    expect(drafts).toEqual([]);
    expect(problems).toMatchObject([
      { line: 4, field: 'attachments.1.file', message: expect.stringMatching(says) },
    ]);
    expect(problems[0]?.remedy).not.toBe('');
  });

  it('finds a name in the other normal form, and shows it composed', async () => {
    const decomposed = 'é证.pdf'.normalize('NFD');
    const { attachments } = await draftOf({ 'a.md': attach('é证.pdf'.normalize('NFC')), [decomposed]: pdf });
    expect(attachments[0]?.name).toBe('é证.pdf'.normalize('NFC'));
  });

  it('refuses a file on disk with a control character in its name', async () => {
    const { problems } = await read({ 'a.md': markdown(''), 'a\u0007.pdf': pdf });
    expect(problems).toHaveLength(1);
    expect((await read({ 'a\u0007.md': markdown('') })).problems).toMatchObject([{ line: 1, field: 'file' }]);
  });

  it('follows a link that stays inside', async () => {
    const folder = await folderOf({ 'a.md': attach('b.pdf'), 'sub/c.pdf': pdf, 'sub/c.md': markdown('') });
    await symlink(path.join(folder, 'sub/c.pdf'), path.join(folder, 'b.pdf'));
    const { drafts, problems } = await readSources([folder], options);
    expect(problems).toEqual([]);
    expect(drafts[0]?.attachments[0]?.name).toBe('b.pdf');
  });

  it('refuses 10 GB by the size alone', async () => {
    const folder = await folderOf({ 'a.md': attach('b.pdf'), 'b.pdf': pdf });
    await truncate(path.join(folder, 'b.pdf'), 10 * 1024 ** 3);
    const { problems } = await readSources([folder], options);
    expect(problems[0]?.message).toContain('2048 MB');
  });

  it('refuses a pipe without waiting for it', async () => {
    const { execFileSync } = await import('node:child_process');
    const folder = await folderOf({ 'a.md': attach('b.pdf') });
    execFileSync('mkfifo', [path.join(folder, 'b.pdf')]);
    const { problems } = await readSources([folder], options);
    expect(problems.map(({ field }) => field)).toEqual(['attachments.1.file', 'file']);
  });

  it('refuses a file that is written to meanwhile', async () => {
    const folder = await folderOf({ 'b.bin': Buffer.alloc(64 * 1024 * 1024, 1) });
    const file = path.join(folder, 'b.bin');
    let settled = false;
    const reading = hashFile(file, 1024 ** 3, 16).then(
      () => 'read',
      (thrown: unknown) => thrown,
    );
    const watched = reading.finally(() => {
      settled = true;
    });
    const writer = await open(file, 'r+');
    while (!settled) await writer.write(Buffer.from([7]), 0, 1, 0);
    await writer.close();
    expect(await watched).toBeInstanceOf(SourceRefusal);
  });

  it('refuses a file that is longer than the system says', async () => {
    await expect(hashFile('/proc/self/status', 1024 ** 3, 16)).rejects.toBeInstanceOf(SourceRefusal);
  });

  it('reads one file to its end when another takes its name', async () => {
    const folder = await folderOf({ 'b.bin': Buffer.alloc(3 * 1024 * 1024, 1) });
    const file = path.join(folder, 'b.bin');
    const reading = hashFile(file, 1024 ** 3, 16);
    await writeFile(path.join(folder, 'c.bin'), 'other');
    await rename(path.join(folder, 'c.bin'), file);
    const old = createHash('sha256')
      .update(Buffer.alloc(3 * 1024 * 1024, 1))
      .digest('hex');
    const young = createHash('sha256').update('other').digest('hex');
    expect([old, young]).toContain((await reading).sha256);
  });
});

describe('vouchers', () => {
  const access = async (lines: string): Promise<string | undefined> => {
    const draft = await draftOf(
      {
        'a.md': markdown(`tables: [ { file: t.csv } ]\nattachments: [ { file: v.png${lines} } ]`),
        't.csv': '项目\n甲\n',
        'v.png': png,
      },
      { catalogueEntry: (id) => entry(id) },
    );
    return draft.attachments[0]?.access;
  };
  let vouchers: 'none' | 'signed-in' = 'signed-in';
  const entry = (id: string) => {
    const found = options.catalogueEntry(id);
    return found && { ...found, vouchers };
  };

  it('open as the catalogue says, unless the source says otherwise', async () => {
    expect(await access('')).toBe('all');
    expect(await access(', voucherFor: 1')).toBe('signed-in');
    expect(await access(', voucherFor: 1, access: all')).toBe('all');
    vouchers = 'none';
    expect(await access(', voucherFor: 1')).toBe('desk');
  });
});

describe('bare files', () => {
  it('are the source of the Markdown file beside them', async () => {
    const folder = await folderOf({
      'sheet.xlsx': await xlsx(),
      'sheet.md': markdown(''),
      'list.csv': '姓名\n王建平\n',
      'list.csv.md': markdown('kind: list'),
      'paper.pdf': pdf,
      'paper.md': markdown('', ''),
      'photo.png': png,
      'photo.md': markdown('attachments: [ { file: photo.png, title: 公开栏 } ]'),
      '~$sheet.xlsx': 'lock',
      '.DS_Store': 'x',
    });
    const { drafts, problems } = await readSources([folder], options);
    expect(problems).toEqual([]);
    const short = drafts.map(({ file, body, tables, attachments }) => ({
      file: path.basename(file),
      body,
      rows: tables[0]?.rows.length,
      attachments: attachments.map(({ name, title }) => title ?? name),
    }));
    expect(short).toEqual([
      { file: 'list.csv.md', body: '正文。', rows: 1, attachments: [] },
      { file: 'paper.md', body: '', rows: undefined, attachments: ['paper.pdf'] },
      { file: 'photo.md', body: '正文。', rows: undefined, attachments: ['公开栏'] },
      { file: 'sheet.md', body: '正文。', rows: 1, attachments: [] },
    ]);
  });

  it('may be named themselves, and count once with their folder', async () => {
    const folder = await folderOf({ 'paper.pdf': pdf, 'paper.md': markdown(''), 'other.pdf': pdf });
    const paper = path.join(folder, 'paper.pdf');
    const { drafts, problems } = await readSources([paper, path.join(folder, 'paper.md')], options);
    expect(problems).toEqual([]);
    expect(drafts).toMatchObject([{ attachments: [{ name: 'paper.pdf' }] }]);
    const bare = await readSources([path.join(folder, 'other.pdf')], options);
    expect(bare.problems).toMatchObject([{ file: path.join(folder, 'other.pdf'), line: 1, field: 'file' }]);
  });
});
