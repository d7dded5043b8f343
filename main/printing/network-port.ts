/** A printer on the network: raw bytes over TCP, usually port 9100. */
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { limits } from '../contract/limits.ts';
import { type PrinterConnection, type PrinterPort, PrinterPortError } from './port.ts';

/** How long a closing connection may take to hand over its last bytes. */
const CLOSE_MS = 1_000;

/** `host`: name or address; `port`: 1–65535. */
export class NetworkPrinterPort implements PrinterPort {
  readonly #host: string;
  readonly #port: number;

  constructor(host: string, port: number) {
    this.#host = host;
    this.#port = port;
  }

  open(timeoutMs: number): Promise<PrinterConnection> {
    const { promise, resolve, reject } = Promise.withResolvers<PrinterConnection>();
    const socket = connect({ host: this.#host, port: this.#port, noDelay: true });
    const fail = (cause?: unknown) => {
      clearTimeout(timer);
      socket.destroy();
      reject(new PrinterPortError('unreachable', { cause }));
    };
    const timer = setTimeout(fail, timeoutMs);
    socket.once('error', fail);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', fail);
      resolve(new NetworkConnection(socket));
    });
    return promise;
  }
}

class NetworkConnection implements PrinterConnection {
  readonly #socket: Socket;
  #received: Uint8Array[] = [];
  #receivedBytes = 0;
  #broken = false;
  #cause: unknown;
  #wake: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('error', (error) => {
      this.#cause = error;
    });
    socket.on('end', () => this.#end());
    socket.on('close', () => this.#end());
  }

  write(bytes: Uint8Array, timeoutMs: number): Promise<void> {
    if (this.#broken) return Promise.reject(new PrinterPortError('broken', { cause: this.#cause }));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const close = () => reject(new PrinterPortError('broken', { cause: this.#cause }));
    const timer = setTimeout(() => reject(new PrinterPortError('timeout')), timeoutMs);
    this.#socket.once('close', close);
    this.#socket.write(bytes, (error) => {
      if (error) reject(new PrinterPortError('broken', { cause: error }));
      else resolve();
    });
    return promise.finally(() => {
      clearTimeout(timer);
      this.#socket.off('close', close);
    });
  }

  async read(timeoutMs: number): Promise<Uint8Array | undefined> {
    if (this.#received.length === 0 && !this.#broken) await this.#wait(timeoutMs);
    if (this.#received.length > 0) {
      const bytes = Buffer.concat(this.#received);
      this.drain();
      return bytes;
    }
    if (this.#broken) throw new PrinterPortError('broken', { cause: this.#cause });
    return undefined;
  }

  drain(): void {
    this.#received = [];
    this.#receivedBytes = 0;
  }

  close(): void {
    this.#socket.end();
    const timer = setTimeout(() => this.#socket.destroy(), CLOSE_MS);
    timer.unref();
    this.#socket.once('close', () => clearTimeout(timer));
    this.#end();
  }

  async #wait(timeoutMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, timeoutMs);
    this.#wake = resolve;
    await promise;
    clearTimeout(timer);
    this.#wake = undefined;
    // What arrived while this process was busy is handed out after the timer: it was in time.
    if (this.#received.length === 0 && !this.#broken) await setImmediate();
  }

  /** A printer that babbles is not kept in memory: the reader sees enough of it to know. */
  #take(bytes: Uint8Array): void {
    if (this.#receivedBytes < limits.printReplyBytes) {
      const kept = bytes.subarray(0, limits.printReplyBytes - this.#receivedBytes);
      this.#received.push(kept);
      this.#receivedBytes += kept.length;
    }
    this.#wake?.();
  }

  #end(): void {
    this.#broken = true;
    this.#wake?.();
  }
}
