import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Printer } from '@node-escpos/core';
import Network from '@node-escpos/network-adapter';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createVirtualPrinter, type VirtualPrinter } from '../../../main/virtual-printer/virtual-printer.ts';

let dir: string;
let printer: VirtualPrinter;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sanwu-slips-'));
  printer = createVirtualPrinter({ dir, paperMm: 58, port: 0, now: () => Date.UTC(2026, 9, 8, 2, 15, 30) });
  await printer.start(new AbortController().signal);
});
afterEach(async () => {
  await printer.stop();
  await rm(dir, { recursive: true, force: true });
});

const start = Buffer.from([0x1b, 0x40, 0x1c, 0x26]);
const cut = Buffer.from([0x0a, 0x1d, 0x56, 0x01]);

/** Sends bytes in pieces of `piece` bytes, ends the connection, and waits until the printer has ended it too. */
async function send(bytes: Uint8Array, piece = bytes.length): Promise<void> {
  const socket = connect({ port: printer.port, host: '127.0.0.1', noDelay: true });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (let at = 0; at < bytes.length; at += piece) {
    await new Promise((resolve) => socket.write(bytes.subarray(at, at + piece), resolve));
    if (piece < bytes.length) await new Promise(setImmediate);
  }
  socket.end();
  await closed;
}

async function kinds(): Promise<string[]> {
  return (await printer.slips()).flatMap((slip) => slip.complaints.map((complaint) => complaint.kind));
}

test('documented bytes, however the network splits them, become text, a picture and a record', async () => {
  const text = Buffer.from('b4e5cef1b9abbfaa', 'hex');
  await send(Buffer.concat([start, text, Buffer.from(' 3\n'), cut]), 1);
  const [slip] = await printer.slips();
  expect(slip).toMatchObject({ text: ['村务公开 3'], complaints: [], qr: [], rasters: 0 });
  expect(slip?.png.endsWith('slip-20261008-101530-1.png')).toBe(true);
  expect((await readFile(slip?.png ?? '')).subarray(1, 4).toString()).toBe('PNG');
  expect(JSON.parse(await readFile(slip?.json ?? '', 'utf8'))).toMatchObject({ text: ['村务公开 3'] });
});

test('text in UTF-8 is complained of, also from the library whose print methods send it', async () => {
  await send(Buffer.concat([start, Buffer.from('村务公开\n'), cut]));
  expect(await kinds()).toContain('utf8-text');
  const library = new Printer(new Network('127.0.0.1', printer.port), { encoding: 'GB18030' });
  await new Promise((resolve) => library.adapter.open(resolve));
  library.raw(start).println('三务公开终端').raw(cut);
  await library.close();
  await expect.poll(async () => (await printer.slips()).length).toBe(2);
  expect((await printer.slips())[1]?.complaints.map((complaint) => complaint.kind)).toContain('utf8-text');
});

test('GB18030 text from the library passes, and its clone dialect of QR does not', async () => {
  const library = new Printer(new Network('127.0.0.1', printer.port), { encoding: 'GB18030' });
  await new Promise((resolve) => library.adapter.open(resolve));
  library.raw(start).text('三务公开终端').raw(cut);
  library.raw(start).qrcode('三务公开').raw(cut);
  await library.close();
  await expect.poll(async () => (await printer.slips()).length).toBeGreaterThan(1);
  const [text, qr] = await printer.slips();
  expect(text).toMatchObject({ text: ['三务公开终端'], complaints: [] });
  expect(qr?.complaints.length).toBeGreaterThan(0);
});

test('what a real printer would print wrongly is complained of', async () => {
  const wide = Buffer.concat([Buffer.from([0x1d, 0x76, 0x30, 0, 49, 0, 1, 0]), Buffer.alloc(49, 0xff)]);
  await send(Buffer.concat([start, wide, cut]));
  await send(Buffer.concat([start, Buffer.from([0x1b, 0x7a]), cut]));
  await send(Buffer.concat([start, Buffer.from('9534b235', 'hex'), cut]));
  await send(Buffer.concat([start, Buffer.from([0x1d, 0x28, 0x6b, 3, 0, 49, 81, 48]), cut]));
  await send(Buffer.concat([start, Buffer.from('no end\n')]));
  expect(await kinds()).toEqual([
    'raster-too-wide',
    'unknown-command',
    'outside-font',
    'qr-bad-function',
    'missing-cut',
  ]);
});

test('status is answered in real time while paper is out, and in turn only when it is in', async () => {
  printer.misbehave('paper-out');
  const socket = connect(printer.port, '127.0.0.1');
  const received: number[] = [];
  socket.on('data', (bytes) => received.push(...bytes));
  socket.write(Buffer.from([0x1d, 0x72, 1, 0x10, 4, 4]));
  await expect.poll(() => received).toEqual([0x7e]);
  printer.misbehave('none');
  await expect.poll(() => received).toEqual([0x7e, 0x00]);
  socket.destroy();
});
