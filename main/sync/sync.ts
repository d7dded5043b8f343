/** Sync: keeps what a terminal shows equal to what its county signed, from the broker, a folder, or both. */
import { SanwuError } from '../contract/errors.ts';
import type { TerminalState } from '../contract/mqtt.ts';
import { Attachments } from './attachments.ts';
import { FolderSource } from './folder-source.ts';
import { KeptSource } from './kept-source.ts';
import { MqttLink } from './mqtt-link.ts';
import { MqttSource } from './mqtt-source.ts';
import type { Sync, SyncOptions, SyncStatus } from './ports.ts';
import { Refresh, timestampLifetimeMs } from './refresh.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { RememberedContent } from './remembered-content.ts';
import { readResponse } from './response.ts';
import { divisionsOf } from './roles.ts';
import { Schedule } from './schedule.ts';
import { SealedExchange } from './sealed-exchange.ts';
import type { ContentSource } from './source.ts';
import { Troubles } from './troubles.ts';
import { TrustedTime } from './trusted-time.ts';
import { openTimestamp } from './tuf-store.ts';

const dayMs = 24 * 3_600_000;
/** Erasures acknowledged in the retained state (contract/mqtt.ts). */
const acknowledgedErasures = 200;

export function createSync(options: SyncOptions): Sync {
  return new TerminalSync(options);
}

class TerminalSync implements Sync {
  readonly #options: SyncOptions;
  readonly #time: TrustedTime;
  readonly #refresh: Refresh;
  readonly #attachments: Attachments;
  readonly #schedule: Schedule;
  readonly #troubles: Troubles;
  readonly #link: MqttLink | undefined;
  readonly #mqtt: MqttSource | undefined;
  readonly #folder: FolderSource | undefined;
  readonly #kept: KeptSource;
  readonly #content: RememberedContent;
  readonly #exchange = new SealedExchange((request) => this.#link?.send(request) ?? false);
  readonly #listeners = new Set<() => void>();
  readonly #due = new Set<ContentSource>();
  readonly #controller = new AbortController();
  #running: Promise<void> | undefined;
  /** Erasures that a killed predecessor left half way. */
  #sweptAtStart: Promise<void> = Promise.resolve();
  /** The round that is being fetched over the line. */
  #lineRound: AbortController | undefined;
  #confirmedAt: number | undefined;
  #started = false;

  constructor(options: SyncOptions) {
    const { clock, random, broker, folder } = options;
    this.#content = new RememberedContent(options.content);
    this.#options = { ...options, content: this.#content };
    this.#kept = new KeptSource(options.keptMetadata ?? (() => new Map()));
    this.#time = new TrustedTime(clock, options.builtAt, options.records.signedTime());
    this.#refresh = new Refresh({ ...this.#options, time: this.#time });
    this.#troubles = new Troubles(options, () => this.#time.now());
    this.#attachments = new Attachments({
      content: this.#options.content,
      files: options.files,
      updates: options.updates,
      sources: () => this.#sources,
      arrived: (sha256) => {
        options.fileArrived?.(sha256);
        this.#notify();
      },
      changed: () => this.#attachmentsChanged(),
    });
    this.#schedule = new Schedule(clock, random, {
      due: () => this.#request(),
      resumed: () => {
        this.#link?.reconnect();
        this.#request();
      },
    });
    this.#folder = folder === undefined ? undefined : new FolderSource(folder);
    if (broker) {
      const link = new MqttLink(
        {
          ...options,
          broker,
          time: this.#time,
          divisions: () => this.#divisions(),
          state: () => this.#state(),
        },
        this.#linkEvents(),
      );
      this.#link = link;
      this.#mqtt = new MqttSource({ activity: link.activity, send: (request) => link.send(request) }, clock);
    }
  }

  get #sources(): readonly ContentSource[] {
    return [this.#folder, this.#mqtt].filter((source) => source !== undefined);
  }

  #divisions(): readonly string[] {
    const { village, county, content } = this.#options;
    return divisionsOf(village, content.active()?.settings?.formerCodes ?? [], county);
  }

  #linkEvents(): ConstructorParameters<typeof MqttLink>[1] {
    return {
      connected: (session) => {
        this.#refresh.forgetTime();
        this.#mqtt?.connected(session);
        this.#request(this.#mqtt);
        this.#attachments.start();
      },
      disconnected: () => {
        this.#mqtt?.disconnected();
        // The next connection begins anew and finds what has come; meanwhile a stick must not wait for the line.
        this.#lineRound?.abort(new SanwuError('unreachable', 'broker'));
      },
      response: (payload) => this.#response(payload),
      hint: ({ timestamp }) => {
        const active = this.#options.content.active();
        if (active?.complete && timestamp <= active.timestamp && !this.#running) return;
        this.#request(this.#mqtt);
      },
      duplicate: () => {
        this.#troubles.report('duplicate-client', this.#options.terminal);
        this.#notify();
      },
      peace: () => {
        this.#troubles.set('duplicate-client', []);
        this.#notify();
      },
      changed: () => this.#notify(),
    };
  }

  #response(payload: Uint8Array): void {
    const response = readResponse(payload);
    if (!response) return;
    const { header, body } = response;
    if (header.kind === 'receipt') this.#link?.receipt(header.id);
    else if (header.kind === 'sealed') this.#exchange.received(header, body);
    else this.#mqtt?.requests.received(header, body);
  }

  contentLost(): void {
    this.#content.forget();
    // What this machine kept first: it is here, and shown before the county has answered.
    this.#request(this.#kept);
    this.#request();
  }

  sendWaiting(): void {
    this.#link?.touch();
  }

  ask(key: string, question: Uint8Array, signal?: AbortSignal): Promise<Uint8Array> {
    return this.#exchange.ask(key, question, signal);
  }

  start(signal: AbortSignal): void {
    if (this.#started || signal.aborted) return;
    this.#started = true;
    signal.addEventListener('abort', () => void this.stop(), { once: true });
    const timestamp = this.#options.content.active()?.metadata.get('timestamp');
    const expires = timestamp && openTimestamp(timestamp)?.expires;
    if (expires !== undefined) this.#confirmedAt = expires - timestampLifetimeMs;
    if (timestamp === undefined) this.#request(this.#kept);
    this.#schedule.start();
    this.#folder?.watch(
      () => {
        this.#request(this.#folder);
        this.#attachments.start();
      },
      () => this.#notify(),
    );
    this.#link?.start();
    if (this.#options.records.pendingErasures().length > 0)
      this.#sweptAtStart = this.#refresh.sweep().catch(() => undefined);
  }

  async stop(): Promise<void> {
    if (!this.#started) return;
    this.#started = false;
    this.#controller.abort(new SanwuError('aborted', 'sync'));
    this.#schedule.stop();
    this.#folder?.unwatch();
    await this.#attachments.stop();
    await this.#running;
    await this.#sweptAtStart;
    await this.#link?.stop();
    this.#listeners.clear();
  }

  fetchFiles(): void {
    if (this.#started) this.#attachments.start();
  }

  touchState(): void {
    this.#link?.touch();
  }

  now(): number {
    return this.#time.now();
  }

  async refreshNow(): Promise<void> {
    this.#request();
    await this.#running;
  }

  /** Hints that overlap become one more round after the one that runs. */
  #request(source?: ContentSource): void {
    if (!this.#started) return;
    for (const wanted of source ? [source] : this.#sources) this.#due.add(wanted);
    this.#running ??= this.#rounds().finally(() => {
      this.#running = undefined;
      this.#notify();
    });
  }

  async #rounds(): Promise<void> {
    // What it keeps and what it acknowledges must be of one generation: no swap in between.
    await this.#sweptAtStart;
    for (let source = first(this.#due); source && this.#started; source = first(this.#due)) {
      this.#due.delete(source);
      if (source.available()) await this.#round(source);
    }
    this.#due.clear();
  }

  async #round(source: ContentSource): Promise<void> {
    this.#notify();
    const others = this.#sources.filter((other) => other !== source);
    const round = new AbortController();
    if (source.kind === 'mqtt') this.#lineRound = round;
    const signal = AbortSignal.any([this.#controller.signal, round.signal]);
    let refusals: readonly Refusal[];
    try {
      const beforeSwap = () => this.#attachments.stop();
      const outcome = await this.#refresh.run([source, ...others], signal, beforeSwap);
      refusals = outcome.refusals;
      this.#confirmedAt = source.kind === 'mqtt' ? this.#time.now() : outcome.signedAt;
      this.#schedule.done(refusals.length === 0);
      if (outcome.changed) this.#link?.touch();
    } catch (error) {
      const refusal = refusalOf(error, source.kind);
      if (refusal === undefined) {
        this.#schedule.done(false);
        return;
      }
      this.#options.log('warn', 'content refused', { source: source.kind, ...refusal });
      // The county is asked next, and has the say.
      if (source === this.#kept) return;
      refusals = [refusal];
      this.#schedule.done(false);
    }
    if (this.#started) this.#attachments.start();
    // Beside a broker a stick that stayed plugged in is simply older.
    const isOldStick = (refusal: Refusal) =>
      source.kind === 'folder' && this.#mqtt && refusal.kind === 'rollback';
    this.#troubles.set(
      source.kind,
      refusals.filter((refusal) => !isOldStick(refusal)),
    );
  }

  #attachmentsChanged(): void {
    this.#troubles.set('attachments', this.#attachments.refusals);
    this.#notify();
  }

  #state(): Partial<TerminalState> {
    const { content, records, stateFields } = this.#options;
    const active = content.active();
    const trouble = this.#troubles.current;
    const indexes = active?.signers.map(({ index }) => [`${index.division}/${index.signer}`, index.sequence]);
    return {
      ...(active ? { timestamp: active.timestamp, indexes: Object.fromEntries(indexes ?? []) } : {}),
      erased: records.erasures(acknowledgedErasures),
      ...(trouble ? { trouble: { kind: trouble.kind, since: trouble.since } } : {}),
      clockInDoubt: this.#time.clockInDoubt(),
      ...stateFields?.(),
    };
  }

  status(): SyncStatus {
    const trouble = this.#troubles.current;
    const stale = this.#confirmedAt === undefined ? 0 : (this.#time.now() - this.#confirmedAt) / dayMs;
    const link = this.#link?.state ?? 'offline';
    return {
      ...(this.#confirmedAt === undefined ? {} : { updatedAt: this.#confirmedAt }),
      staleDays: Math.max(0, Math.floor(stale)),
      link: link !== 'online' && this.#folder?.available() ? 'folder' : link,
      clockInDoubt: this.#time.clockInDoubt(),
      ...(trouble ? { trouble: trouble.kind, subject: trouble.subject } : {}),
      busy: this.#running !== undefined,
      filesMissing: this.#attachments.missing,
    };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #notify(): void {
    this.#link?.touch();
    for (const listener of this.#listeners) listener();
  }
}

function first<Value>(set: ReadonlySet<Value>): Value | undefined {
  return set.values().next().value;
}
