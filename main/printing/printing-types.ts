/** What callers of the printing service see. */
import type { PrintOutcome } from '../contract/views.ts';
import type { PrinterPort } from './port.ts';
import type { PrinterSettings } from './settings.ts';
import type { Slip } from './slip.ts';

/**
 * What a printer said about itself. `silent`: it took the connection but gave no answer, or none that makes
 * sense, so nothing is known. `unreachable`: no connection.
 */
export type PrinterState =
  | 'ready'
  | 'paper-low'
  | 'paper-out'
  | 'cover-open'
  | 'offline'
  | 'error'
  | 'unreachable'
  | 'silent';

/** Why a job ended: the printer's state, or why it never began. */
export type PrintState =
  | PrinterState
  | 'broken'
  | 'expired'
  | 'queue-full'
  | 'cancelled'
  | 'too-large'
  | 'stopped';

/**
 * `printed`: the printer itself answered, after the slip's last byte, that it is fine.
 * `failed`: nothing was sent, or the printer said that it stopped (`started` true: part may be on paper).
 * `unknown`: bytes went out and no clear answer came back; never to be shown as printed, never printed again by itself.
 */
export interface PrintResult extends PrintOutcome {
  readonly state: PrintState;
  readonly started: boolean;
}

export interface PrintOptions {
  /** The job is dropped when its first byte has not gone out after this many milliseconds. */
  readonly timeLimitMs?: number;
  /** Aborted when the person leaves: a job whose first byte has not gone out is dropped. */
  readonly signal?: AbortSignal;
  /** For nobody's eyes but the person's in front: it stands behind no other job, and waits for the printer `personalLimitMs` at most. */
  readonly personal?: boolean;
}

export interface PrinterStatus {
  readonly state: PrinterState;
  /** Plain Chinese for the person in front. */
  readonly message: string;
}

export interface PrintingOptions {
  readonly port: PrinterPort;
  readonly settings: PrinterSettings;
  /** Font files (woff2, ttf, otf) for lines drawn as pictures, first one wins; characters missing in one come from the next. */
  readonly fontFiles: readonly string[];
  /** Milliseconds on a clock that never goes back. */
  readonly monotonicNow: () => number;
  readonly times?: Partial<PrintTimes>;
}

/** All in milliseconds. */
export interface PrintTimes {
  /** Opening the connection. */
  readonly openMs: number;
  /** One status answer. */
  readonly replyMs: number;
  /** Handing over all bytes of a slip. */
  readonly writeMs: number;
  /** From the last byte to the printer's answer that it worked through them. */
  readonly finishMs: number;
  /** How long a job may wait before its first byte, when the caller names no limit. */
  readonly timeLimitMs: number;
  /** The same for a personal slip: one that cannot come out at once must not come out for the next person. */
  readonly personalLimitMs: number;
  /** From one look at the printer to the next while nobody prints. */
  readonly watchMs: number;
  /** The same while something is wrong with it, so that mended is soon seen. */
  readonly troubledMs: number;
}

export interface Printing {
  start(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
  /** Prints one slip; jobs go one after another. Never throws for what a printer does. Throws ZodError for a malformed slip. */
  print(slip: Slip, options?: PrintOptions): Promise<PrintResult>;
  /** Asks the printer now (waits for a running job). */
  status(): Promise<PrinterStatus>;
  /** What it last said; undefined before its first answer. */
  known(): PrinterStatus | undefined;
  /** Called when `known` changes. Returns its own unsubscribe. */
  onChange(listener: (status: PrinterStatus) => void): () => void;
}
