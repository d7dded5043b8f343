/** From one source to what is shown: time, metadata, convergence, activation, and what must be gone afterwards. */
import { randomBytes } from 'node:crypto';
import { SanwuError } from '../contract/errors.ts';
import { ed25519PublicKey, verifyTime } from '../trust/seal.ts';
import { type Converged, Convergence } from './convergence.ts';
import { Floors } from './floors.ts';
import type { ActiveContent, Clock, SyncOptions } from './ports.ts';
import type { Refusal } from './refusal.ts';
import type { ContentSource } from './source.ts';
import type { TrustedTime } from './trusted-time.ts';
import { TufClient } from './tuf-client.ts';

/** The county's clock is asked for again after this. */
const timeAnswerHoldsMs = 3_600_000;
/** The timestamp role signs for this long (design.md): its expiry tells when it was signed. */
export const timestampLifetimeMs = 7 * 24 * 3_600_000;
/** The county may publish, and sweep old files away, while we read. */
const attempts = 3;

export type RefreshOptions = Pick<
  SyncOptions,
  'terminal' | 'village' | 'county' | 'trustedRoot' | 'records' | 'content' | 'files' | 'clock' | 'updates'
> & { time: TrustedTime };

export type Refreshed = {
  /** False: the county has nothing newer. */
  changed: boolean;
  refusals: readonly Refusal[];
  /** When the county's timestamp was signed, UTC ms. */
  signedAt: number;
};

export class Refresh {
  readonly #options: RefreshOptions;
  readonly #clock: Clock;
  #answeredAt: number | undefined;

  constructor(options: RefreshOptions) {
    this.#options = options;
    this.#clock = options.clock;
  }

  /** A new connection may lead to another clock. */
  forgetTime(): void {
    this.#answeredAt = undefined;
  }

  /**
   * @param sources the first one's metadata count; all may give files
   * @param beforeSwap awaited before content is swapped and files are swept
   * @throws whatever keeps everything out; what is shown stays
   */
  async run(
    sources: readonly [ContentSource, ...ContentSource[]],
    signal: AbortSignal,
    beforeSwap: () => Promise<void>,
  ): Promise<Refreshed> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(sources, signal, beforeSwap);
      } catch (error) {
        const gone = error instanceof SanwuError && error.kind === 'missing-file';
        if (!gone || attempt >= attempts) throw error;
      }
    }
  }

  async #once(
    sources: readonly [ContentSource, ...ContentSource[]],
    signal: AbortSignal,
    beforeSwap: () => Promise<void>,
  ): Promise<Refreshed> {
    const { records, content, trustedRoot, time } = this.#options;
    const [source] = sources;
    const floors = new Floors(records);
    const active = content.active();
    const cached = active?.metadata ?? source.metadata ?? new Map<string, Uint8Array>();
    const client = new TufClient({ source, cached, trustedRoot, floors, signal });
    const answer = this.#askTime(source, signal);
    await client.updateRoot();
    await this.#takeTime(client, await answer);
    // A stick cannot be fresher than its journey, so its age keeps nothing out; floors hold all the same.
    const timestamp = await client.updateTimestamp(source.kind === 'folder' ? undefined : time.expiryTime());
    const signedAt = timestamp.expires - timestampLifetimeMs;
    time.noteSigned(signedAt);
    records.saveSignedTime(Math.trunc(signedAt));
    if (active?.complete && active.timestamp === timestamp.version) {
      floors.save();
      return { changed: false, refusals: [], signedAt };
    }
    const fetch = { files: this.#options.files, sources, signal, background: false };
    const convergence = new Convergence({ ...this.#options, active, floors, fetch }, client);
    const converged = await convergence.run(timestamp.version);
    signal.throwIfAborted();
    floors.save();
    await beforeSwap();
    if (converged.software) this.#options.updates?.offered(converged.software.offer);
    await this.#activate(converged, active);
    return { changed: true, refusals: converged.refusals, signedAt };
  }

  #askTime(source: ContentSource, signal: AbortSignal) {
    const now = this.#clock.monotonic();
    if (this.#answeredAt !== undefined && now - this.#answeredAt < timeAnswerHoldsMs) return undefined;
    return source.askTime(randomBytes(16).toString('base64url'), signal);
  }

  async #takeTime(client: TufClient, answer: Awaited<ReturnType<ContentSource['askTime']>>): Promise<void> {
    if (answer === undefined) return;
    const key = client.timestampKey(answer.keyid);
    if (key === undefined || !/^[0-9a-f]{64}$/.test(key)) return;
    const publicKey = ed25519PublicKey(Buffer.from(key, 'hex'));
    if (!verifyTime(answer.nonce, answer.at, answer.signature, publicKey)) return;
    this.#answeredAt = this.#clock.monotonic();
    this.#options.time.answered(answer.at);
    this.#options.records.saveSignedTime(answer.at);
  }

  async #activate({ activation, tombstones }: Converged, before: ActiveContent | undefined): Promise<void> {
    const { records, content } = this.#options;
    if (tombstones.length > 0) records.addTombstones(tombstones);
    await content.activate(activation);
    const gone = new Set(before?.signers.flatMap(({ index }) => index.packs.map(({ sha256 }) => sha256)));
    for (const { index } of activation.signers) for (const { sha256 } of index.packs) gone.delete(sha256);
    if (activation.newPacks.length > 0 || gone.size > 0) await this.sweep();
  }

  /** Deletes every file that current content does not name, then acknowledges the erasures (R1.5). Also after a crash in between. */
  async sweep(): Promise<void> {
    const { records, content, files, clock } = this.#options;
    const active = content.active();
    if (active === undefined) return;
    const keep = new Set(active.targets);
    for (const { sha256, index } of active.signers) {
      keep.add(sha256);
      for (const pack of index.packs) keep.add(pack.sha256);
    }
    for (const { sha256 } of content.wantedFiles()) keep.add(sha256);
    for (const sha256 of this.#options.updates?.kept() ?? []) keep.add(sha256);
    await files.collect(keep);
    const gone = await content.carryOutErasures();
    if (gone.length > 0) records.markCarriedOut(gone, Math.trunc(clock.now()));
  }
}
