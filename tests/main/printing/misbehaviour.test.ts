import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { requirement } from '../../../build/requirements.ts';
import { limits } from '../../../main/contract/limits.ts';
import { NetworkPrinterPort } from '../../../main/printing/network-port.ts';
import { PrintingService } from '../../../main/printing/printing.ts';
import type { PrintResult } from '../../../main/printing/printing-types.ts';
import type { Slip } from '../../../main/printing/slip.ts';
import { plainSlip, quickTimes, type Rig, startRig, type Way } from './rig.ts';

const settings = { paperMm: 58, text: 'native', qr: 'native' } as const;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function rigFor(times = quickTimes, way: Way = 'network'): Promise<Rig> {
  const rig = await startRig(settings, times, way);
  closing.push(() => rig.close());
  return rig;
}

function personalSlip(name: string): Slip {
  const lines = Array.from({ length: 60 }, (_, index) => `${name}的补贴第${index}笔`);
  return { blocks: lines.map((text) => ({ type: 'text', text })) };
}

const before = [
  { kind: 'paper-out', state: 'paper-out' },
  { kind: 'cover-open', state: 'cover-open' },
  { kind: 'offline', state: 'offline' },
  { kind: 'error', state: 'error' },
  { kind: 'silent', state: 'silent' },
  { kind: 'garbage', state: 'silent' },
] as const;

const during = [
  { kind: 'paper-out', outcome: 'failed', state: 'paper-out' },
  { kind: 'cover-open', outcome: 'failed', state: 'cover-open' },
  { kind: 'offline', outcome: 'failed', state: 'offline' },
  { kind: 'error', outcome: 'failed', state: 'error' },
  { kind: 'silent', outcome: 'unknown', state: 'silent' },
  { kind: 'garbage', outcome: 'unknown', state: 'silent' },
  { kind: 'cut-off-after', outcome: 'unknown', state: 'broken' },
] as const;

const ways: readonly Way[] = ['network', 'usb', 'serial'];
const isThere = (way: Way) => way === 'network' || requirement('socat').available;

describe.each(ways.filter(isThere))('by %s', (way) => {
  test.each(before)('$kind before a slip: nothing is sent, and it is said', async ({ kind, state }) => {
    const { printer, printing } = await rigFor(quickTimes, way);
    printer.misbehave(kind);
    expect((await printing.status()).state).toBe(state);
    const result = await printing.print(plainSlip);
    expect(result).toMatchObject({ outcome: 'failed', state, started: false });
    expect(result.message).not.toBe('');
    printer.misbehave('none');
    expect(await printer.slips()).toEqual([]);
    expect((await printing.print(plainSlip)).outcome).toBe('printed');
  });

  test.each(during)('$kind in mid-slip is $outcome, never printed', async ({ kind, outcome, state }) => {
    const { printer, printing } = await rigFor(quickTimes, way);
    printer.misbehave(kind, 400);
    const result = await printing.print(personalSlip('甲'));
    expect(result).toMatchObject({ outcome, state, started: true });
    expect(result.message).toContain('不会自动重打');
  });

  test.each(['paper-out', 'cover-open'] as const)(
    'what a printer held at $0 does not come out for the next person',
    async (kind) => {
      const { printer, printing } = await rigFor(quickTimes, way);
      printer.misbehave(kind, 400);
      await printing.print(personalSlip('甲'));
      printer.misbehave('none');
      expect((await printing.print(personalSlip('乙'))).outcome).toBe('printed');
      const text = (await printer.slips()).map((slip) => slip.text.join('\n'));
      expect(text.join('\n')).not.toContain('甲的补贴第59笔');
      expect(text.at(-1)).toContain('乙的补贴第59笔');
      expect(text.at(-1)).not.toContain('甲');
    },
  );

  test('paper nearly out: printed, and it is said', async () => {
    const { printer, printing } = await rigFor(quickTimes, way);
    printer.misbehave('paper-low');
    const result = await printing.print(plainSlip);
    expect(result).toMatchObject({ outcome: 'printed', state: 'paper-low' });
    expect(result.message).toContain('纸快用完');
  });

  test('a printer that is not there', async () => {
    const { printer, printing, cable } = await rigFor(quickTimes, way);
    await (cable?.pullOff() ?? printer.stop());
    expect((await printing.status()).state).toBe('unreachable');
    expect(await printing.print(plainSlip)).toMatchObject({ outcome: 'failed', state: 'unreachable' });
  });
});

describe.each(ways.filter((way) => way !== 'network' && isThere(way)))('by %s', (way) => {
  test('the plug is pulled in mid-slip and put in again: not known, not printed again, not on the next slip', async () => {
    const { printer, printing, cable } = await rigFor(quickTimes, way);
    printer.misbehave('silent', 400);
    const result = printing.print(personalSlip('甲'));
    await setTimeout(400);
    await cable?.pullOff();
    expect(await result).toMatchObject({ outcome: 'unknown', started: true });
    expect((await printing.status()).state).toBe('unreachable');
    printer.misbehave('none');
    const before = (await printer.slips()).length;
    await cable?.plugIn();
    expect((await printing.status()).state).toBe('ready');
    expect((await printing.print(personalSlip('乙'))).outcome).toBe('printed');
    const after = (await printer.slips()).slice(before).flatMap((slip) => slip.text);
    expect(after.join()).toContain('乙的补贴第59笔');
    expect(after.at(-1)).toContain('乙');
    expect(after.join()).not.toContain('甲');
  });

  test('a disk file in the place of the device takes no slip', async () => {
    const { printing, cable } = await rigFor(quickTimes, way);
    await cable?.pullOff();
    await writeFile(cable?.path ?? '', '');
    expect(await printing.print(personalSlip('甲'))).toMatchObject({
      outcome: 'failed',
      state: 'unreachable',
    });
    expect(await readFile(cable?.path ?? '', 'utf8')).toBe('');
  });
});

test('a slip whose time is over or whose person left is dropped, and never comes out', async () => {
  const { printer, printing } = await rigFor();
  printer.misbehave('silent', 400);
  const left = new AbortController();
  const first = printing.print(personalSlip('甲'));
  const late = printing.print(personalSlip('乙'), { timeLimitMs: 50 });
  const gone = printing.print(personalSlip('丙'), { signal: left.signal });
  left.abort();
  expect(await gone).toMatchObject({ outcome: 'failed', state: 'cancelled', started: false });
  expect(await late).toMatchObject({ outcome: 'failed', state: 'expired', started: false });
  expect((await first).outcome).toBe('unknown');
  printer.misbehave('none');
  expect((await printing.print(personalSlip('丁'))).outcome).toBe('printed');
  const text = (await printer.slips()).flatMap((slip) => slip.text).join('\n');
  expect(text).not.toMatch(/乙|丙/);
  expect(text.match(/甲的补贴第59笔/g)?.length).toBe(1);
});

test('a personal slip stands behind no other, and its time is short', async () => {
  const { printer, printing } = await rigFor({ ...quickTimes, personalLimitMs: 60 });
  printer.misbehave('silent', 400);
  const first = printing.print(personalSlip('甲'));
  expect(await printing.print(personalSlip('乙'), { personal: true })).toMatchObject({ state: 'queue-full' });
  expect((await first).outcome).toBe('unknown');
  // The printer is asked, gives no answer for longer than the slip may wait, and is well again.
  const asking = printing.status();
  const late = printing.print(personalSlip('丙'), { personal: true });
  expect(await late).toMatchObject({ outcome: 'failed', state: 'expired', started: false });
  printer.misbehave('none');
  await asking;
  expect((await printing.print(personalSlip('丁'), { personal: true })).outcome).not.toBe('unknown');
  expect((await printer.slips()).flatMap((slip) => slip.text).join()).not.toMatch(/乙|丙/);
});

test('the queue is bounded, and stopping answers everybody', async () => {
  const { printer, printing } = await rigFor({ ...quickTimes, finishMs: 10_000 });
  printer.misbehave('silent', 400);
  const jobs = Array.from({ length: limits.printQueueJobs + 1 }, () => printing.print(personalSlip('甲')));
  expect(await jobs.at(-1)).toMatchObject({ outcome: 'failed', state: 'queue-full' });
  await printing.stop();
  const states = (await Promise.all(jobs)).map((result: PrintResult) => `${result.outcome} ${result.state}`);
  expect(states).not.toContain('printed ready');
  expect(states.slice(1, -1)).toEqual(['failed stopped', 'failed stopped', 'failed stopped']);
});

/** A printer that answers as told: each entry is what it sends to one question. */
async function scripted(answer: (question: number, socket: Socket) => void): Promise<PrintingService> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      for (let at = 0; at + 2 < bytes.length; at += 1)
        if (bytes[at] === 0x10 && bytes[at + 1] === 0x04) answer(bytes[at + 2] ?? 0, socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const printing = new PrintingService({
    port: new NetworkPrinterPort('127.0.0.1', port),
    settings,
    fontFiles: [],
    monotonicNow: () => performance.now(),
    times: quickTimes,
  });
  await printing.start(new AbortController().signal);
  closing.push(async () => {
    await printing.stop();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return printing;
}

test('answers in documented bits mean what the reference says, whatever flow control comes between', async () => {
  const cases = [
    { bits: [0x12, 0x12, 0x12, 0x12], state: 'ready' },
    { bits: [0x12, 0x12, 0x12, 0x1e], state: 'paper-low' },
    { bits: [0x1a, 0x32, 0x12, 0x72], state: 'paper-out' },
    { bits: [0x1a, 0x16, 0x12, 0x12], state: 'cover-open' },
    { bits: [0x1a, 0x12, 0x12, 0x12], state: 'offline' },
    { bits: [0x1a, 0x52, 0x1a, 0x12], state: 'error' },
    { bits: [0x12, 0x93, 0x12, 0x12], state: 'silent' },
  ];
  for (const { bits, state } of cases) {
    const printing = await scripted((question, socket) => {
      socket.write(Uint8Array.of(0x11, bits[question - 1] ?? 0));
    });
    expect((await printing.status()).state, bits.join()).toBe(state);
  }
});

test('noise around one answer is let out and the question asked again', async () => {
  let asked = 0;
  const printing = await scripted((_question, socket) => {
    asked += 1;
    socket.write(asked === 1 ? Uint8Array.of(0xff, 0x12, 0x41, 0x42) : Uint8Array.of(0x12));
  });
  expect((await printing.status()).state).toBe('ready');
  expect(asked).toBe(5);
});

test('endless babble is silence, and takes no memory', async () => {
  const printing = await scripted(
    (_question, socket) => void socket.write(new Uint8Array(1_000_000).fill(0x12)),
  );
  expect((await printing.status()).state).toBe('silent');
});
