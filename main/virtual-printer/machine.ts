/** The printer's works: what it holds, what stops it, and what it answers. Knows nothing of TCP or files. */
import { type Complaint, type Mark, Sheet } from './sheet.ts';
import type { Token } from './tokens.ts';

/**
 * `none` mends everything (paper put in, cover closed): what the printer still holds is printed then, as real ones do.
 * `cut-off-after` breaks the connection once; `silent` and `garbage` concern its answers only.
 */
export type Misbehaviour =
  | 'none'
  | 'paper-low'
  | 'paper-out'
  | 'cover-open'
  | 'offline'
  | 'error'
  | 'silent'
  | 'garbage'
  | 'cut-off-after';

export interface TornSlip {
  readonly marks: readonly Mark[];
  readonly complaints: readonly Complaint[];
}

const STOPPING: ReadonlySet<Misbehaviour> = new Set(['paper-out', 'cover-open', 'offline', 'error']);
/** Fixed bits of an answer to DLE EOT. */
const FIXED = 0x12;

export class Machine {
  readonly #sheet: Sheet;
  readonly #tear: (slip: TornSlip) => void;
  #held: { token: Token; length: number; reply: (bytes: Uint8Array) => void }[] = [];
  #misbehaviour: Misbehaviour = 'none';
  #afterBytes = 0;
  #garbage = 0;

  constructor(dots: number, tear: (slip: TornSlip) => void) {
    this.#sheet = new Sheet(dots);
    this.#tear = tear;
  }

  /** From now on, or after `afterBytes` more bytes of printing. */
  misbehave(kind: Misbehaviour, afterBytes: number): void {
    this.#misbehaviour = kind;
    this.#afterBytes = afterBytes;
    this.#work();
  }

  /** A command came in. Real-time ones are answered at once, others when their turn comes. True: cut the connection. */
  take(token: Token, length: number, reply: (bytes: Uint8Array) => void): boolean {
    if (token.type === 'real-time-status') {
      this.#answer(this.#status(token.question), reply);
      return false;
    }
    if (token.type === 'clear-buffers') {
      this.#held = [];
      this.#sheet.initialise();
      return false;
    }
    this.#held.push({ token, length, reply });
    return this.#work();
  }

  /** A connection ended: what stands on the paper without a cut would be torn off with the next slip. */
  connectionEnded(): void {
    if (this.#held.length > 0 || this.#sheet.isBlank) return;
    this.#sheet.complain('missing-cut', 'connection ended');
    this.#tear(this.#sheet.tear());
  }

  get #active(): Misbehaviour {
    return this.#afterBytes > 0 ? 'none' : this.#misbehaviour;
  }

  #work(): boolean {
    while (this.#held.length > 0) {
      if (STOPPING.has(this.#active)) return false;
      if (this.#active === 'cut-off-after') {
        this.#misbehaviour = 'none';
        this.#held = [];
        return true;
      }
      const next = this.#held.shift();
      if (next === undefined) return false;
      this.#afterBytes = Math.max(0, this.#afterBytes - next.length);
      this.#execute(next.token, next.reply);
    }
    return false;
  }

  #execute(token: Token, reply: (bytes: Uint8Array) => void): void {
    if (token.type === 'sensor-status') this.#answer(this.#active === 'paper-low' ? 0x03 : 0x00, reply);
    else if (token.type === 'cut') this.#tear(this.#sheet.tear());
    else this.#sheet.put(token);
  }

  /** DLE EOT 1–4 (fixed bits set; see the reference for each answer's own bits). */
  #status(question: number): number {
    const active = this.#active;
    if (question === 1) return FIXED | (STOPPING.has(active) ? 0x08 : 0);
    if (question === 2) {
      const causes = { 'cover-open': 0x04, 'paper-out': 0x20, error: 0x40 } as const;
      return FIXED | (active in causes ? causes[active as keyof typeof causes] : 0);
    }
    if (question === 3) return FIXED | (active === 'error' ? 0x08 : 0);
    return FIXED | (active === 'paper-out' ? 0x6c : active === 'paper-low' ? 0x0c : 0);
  }

  #answer(byte: number, reply: (bytes: Uint8Array) => void): void {
    if (this.#active === 'silent') return;
    if (this.#active !== 'garbage') {
      reply(Uint8Array.of(byte));
      return;
    }
    this.#garbage += 1;
    const seed = this.#garbage;
    reply(Uint8Array.from({ length: 5 }, (_, at) => (seed * 73 + at * 151 + 0x80) & 0xff));
  }
}
