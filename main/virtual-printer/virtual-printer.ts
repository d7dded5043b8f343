/**
 * The demo's receipt printer: a TCP server that reads documented ESC/POS, keeps every slip as a picture and as JSON, answers
 * status questions, complains of what a real printer would print wrongly, and misbehaves when told to.
 */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { limits } from '../contract/limits.ts';
import { Machine, type Misbehaviour, type TornSlip } from './machine.ts';
import type { Complaint, Mark } from './sheet.ts';
import { SlipPainter } from './slip-picture.ts';
import { Tokenizer } from './tokens.ts';

export interface VirtualPrinterOptions {
  /** Folder for the slips; made when it is missing. */
  readonly dir: string;
  readonly paperMm: 58 | 80;
  /** 0: any free port. */
  readonly port: number;
  /** Address to listen on; loopback when missing. */
  readonly host?: string;
  /** Font files for the printer's built-in characters; the system's fonts where they lack one. */
  readonly fontFiles?: readonly string[];
  /** UTC milliseconds. */
  readonly now?: () => number;
}

/** One slip that was torn off. `png` and `json` are file paths. */
export interface VirtualSlip {
  readonly number: number;
  readonly at: number;
  readonly paperMm: 58 | 80;
  /** Lines of native text, as the printer's font shows them. */
  readonly text: readonly string[];
  readonly qr: readonly string[];
  /** Raster pictures on it. */
  readonly rasters: number;
  readonly complaints: readonly Complaint[];
  readonly png: string;
  readonly json: string;
}

export interface VirtualPrinter {
  /** Listens. Throws what node:net throws when the port is taken. */
  start(signal: AbortSignal): Promise<void>;
  /** Ends connections and waits until the last slip is written. */
  stop(): Promise<void>;
  /** Port it listens on; 0 before `start`. */
  readonly port: number;
  /** Slips so far, oldest first, once they are on disk. */
  slips(): Promise<readonly VirtualSlip[]>;
  /** From now on, or after `afterBytes` more bytes of printing; `none` mends it. */
  misbehave(kind: Misbehaviour, afterBytes?: number): void;
}

const SIZES = { 58: { dots: 384, paperDots: 464 }, 80: { dots: 576, paperDots: 640 } } as const;

export function createVirtualPrinter(options: VirtualPrinterOptions): VirtualPrinter {
  return new NetworkVirtualPrinter(options);
}

class NetworkVirtualPrinter implements VirtualPrinter {
  readonly #options: VirtualPrinterOptions;
  readonly #painter: SlipPainter;
  readonly #machine: Machine;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #slips: VirtualSlip[] = [];
  #count = 0;
  #writing: Promise<void> = Promise.resolve();
  #port = 0;

  constructor(options: VirtualPrinterOptions) {
    this.#options = options;
    const size = SIZES[options.paperMm];
    this.#painter = new SlipPainter(size, options.fontFiles ?? []);
    this.#machine = new Machine(size.dots, (slip) => this.#tear(slip));
    this.#server = createServer((socket) => this.#serve(socket));
  }

  get port(): number {
    return this.#port;
  }

  async start(signal: AbortSignal): Promise<void> {
    await mkdir(this.#options.dir, { recursive: true });
    this.#painter.warmUp();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject);
    this.#server.listen(this.#options.port, this.#options.host ?? '127.0.0.1', resolve);
    await promise;
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : 0;
    signal.addEventListener('abort', () => void this.stop(), { once: true });
    if (signal.aborted) await this.stop();
  }

  async stop(): Promise<void> {
    const open = [...this.#sockets];
    const ended = open.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of open) socket.destroy();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    await Promise.all([promise, ...ended]);
    await this.#writing;
  }

  async slips(): Promise<readonly VirtualSlip[]> {
    await this.#writing;
    return [...this.#slips];
  }

  misbehave(kind: Misbehaviour, afterBytes = 0): void {
    this.#machine.misbehave(kind, afterBytes);
  }

  #serve(socket: Socket): void {
    const tokenizer = new Tokenizer();
    const reply = (bytes: Uint8Array) => {
      if (socket.writable) socket.write(bytes);
    };
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      for (const { token, length } of tokenizer.take(bytes)) {
        if (!this.#machine.take(token, length, reply)) continue;
        socket.destroy();
        return;
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#machine.connectionEnded();
    });
  }

  #tear(slip: TornSlip): void {
    this.#count += 1;
    const number = this.#count;
    const at = (this.#options.now ?? Date.now)();
    this.#writing = this.#writing.then(() => this.#keep(slip, number, at));
  }

  async #keep(slip: TornSlip, number: number, at: number): Promise<void> {
    const complaints: Complaint[] = [...slip.complaints];
    const picture = this.#painter.paint(slip.marks, (dots) =>
      complaints.push({ kind: 'qr-too-wide', detail: `${dots} dots` }),
    );
    const base = join(this.#options.dir, `slip-${fileTime(at)}-${number}`);
    const record: VirtualSlip = {
      number,
      at,
      paperMm: this.#options.paperMm,
      text: slip.marks.flatMap(textOf),
      qr: slip.marks.flatMap((mark) => (mark.type === 'qr' ? [mark.text] : [])),
      rasters: slip.marks.filter((mark) => mark.type === 'raster').length,
      complaints,
      png: `${base}.png`,
      json: `${base}.json`,
    };
    await writeFile(record.png, picture);
    // Whoever sees the record sees all of it, and its picture.
    await writeFile(`${record.json}.new`, `${JSON.stringify(record, undefined, 2)}\n`);
    await rename(`${record.json}.new`, record.json);
    this.#slips.push(record);
    await this.#dropOldest();
  }

  /** The folder never grows beyond `limits.virtualSlips`, whatever earlier runs left there. */
  async #dropOldest(): Promise<void> {
    while (this.#slips.length > limits.virtualSlips) this.#slips.shift();
    const names = (await readdir(this.#options.dir)).filter((name) => /^slip-[\d-]+\.(png|json)$/.test(name));
    const oldest = names.sort().slice(0, Math.max(0, names.length - 2 * limits.virtualSlips));
    for (const name of oldest) await rm(join(this.#options.dir, name), { force: true });
  }
}

function textOf(mark: Mark): string[] {
  if (mark.type !== 'line') return [];
  return [
    mark.cells
      .map((cell) => cell.character)
      .join('')
      .trimEnd(),
  ];
}

/** Shanghai time as YYYYMMDD-HHMMSS, for file names. */
function fileTime(at: number): string {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return clock.format(at).replaceAll(/[-:]/g, '').replace(' ', '-');
}
