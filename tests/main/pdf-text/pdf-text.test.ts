import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { drawDocument } from '../../../county/demo/drawing/pdf.ts';
import { readPdfText } from '../../../main/pdf-text/pdf-text.ts';
import { programFiles } from '../../../main/program/program-files.ts';

const parts = { node: process.execPath, entry: programFiles.pdfReader, data: programFiles.pdfData };
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-pdf-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (bytes: Uint8Array) => {
  const file = path.join(folder, 'file');
  writeFileSync(file, bytes);
  return readPdfText(file, parts, AbortSignal.timeout(60_000));
};

it('reads what is written on every page', async () => {
  const lines = Array.from({ length: 60 }, (_, index) => `第${index + 1}条 水渠由村集体维修。`);
  const text = (await read(drawDocument('维修合同', lines, '云溪村'))).normalize('NFKC');
  expect(text).toContain('维修合同');
  expect(text.replace(/\s/g, '')).toContain('第60条水渠由村集体维修');
});

it('gives nothing for what is no PDF, damaged or cut off', async () => {
  expect(await read(Buffer.from('not a PDF'))).toBe('');
  const whole = drawDocument('维修合同', ['水渠'], '云溪村');
  expect(await read(whole.subarray(0, 200))).toBe('');
});

it('ends a process that outlives its caller', async () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  const entry = path.join(folder, 'endless.mjs');
  writeFileSync(entry, 'process.stdout.write(String(process.pid)); setInterval(() => {}, 1_000);');
  const ending = new AbortController();
  const reading = readPdfText(file, { ...parts, entry }, ending.signal);
  setTimeout(() => ending.abort(), 300);
  await expect(reading).rejects.toThrow();
});

it('takes no more than the limit', async () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  const entry = path.join(folder, 'flood.mjs');
  writeFileSync(entry, "for (;;) process.stdout.write('水'.repeat(10_000));");
  const text = await readPdfText(file, { ...parts, entry }, AbortSignal.timeout(60_000));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(400_000);
});
