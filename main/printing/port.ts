/** The way to a printer's bytes: network (network-port.ts), USB and serial (device-port.ts). */

/** The printer cannot be reached, or the connection broke. */
export class PrinterPortError extends Error {
  readonly kind: 'unreachable' | 'broken' | 'timeout';
  constructor(kind: PrinterPortError['kind'], options?: { cause?: unknown }) {
    super(`printer ${kind}`, options);
    this.name = 'PrinterPortError';
    this.kind = kind;
  }
}

/** One connection, used by one job or one status question, then closed. Times are milliseconds. */
export interface PrinterConnection {
  /** Resolves when the system took all bytes. Throws PrinterPortError `broken` or `timeout`. */
  write(bytes: Uint8Array, timeoutMs: number): Promise<void>;
  /** Next bytes that arrived, at least one; `undefined` when none came in time. Throws PrinterPortError `broken`. */
  read(timeoutMs: number): Promise<Uint8Array | undefined>;
  /** Drops what arrived unread. Throws PrinterPortError `broken`. */
  drain(): void;
  close(): void;
}

export interface PrinterPort {
  /** Throws PrinterPortError `unreachable`. */
  open(timeoutMs: number): Promise<PrinterConnection>;
}
