/** Brings new versions of this program onto the machine: what is offered, fetched, staged; and asks for the switch when nobody is there. */
import { randomBytes } from 'node:crypto';
import { storageErrorKind } from '../../db/errors.ts';
import { type ErrorKind, SanwuError } from '../contract/errors.ts';
import type { HealthKind } from '../contract/health.ts';
import {
  compareVersions,
  type SoftwareOffer,
  type SoftwarePlatform,
  type SoftwareRelease,
  type UpdateState,
} from '../contract/software.ts';
import { readOffer, readStaged, readState, softwareFolder, writeOffer } from '../releases/software-notes.ts';
import { chooseRelease, fetchFrom, isWithin, type UpdateWindow } from './choose-release.ts';
import { freeBytes, spareBytes, stage, tidy, unstage } from './staging.ts';

/** When the machine may switch. */
export type UpdateTimes = UpdateWindow & {
  /** Seconds without anybody at the screens. */
  idleSeconds: number;
};
export const defaultUpdateTimes: UpdateTimes = { from: '02:00', to: '05:00', idleSeconds: 300 };

export type SoftwareOptions = {
  dataDir: string;
  terminal: string;
  village: string;
  platform: SoftwarePlatform;
  /** Version that runs. */
  running: string;
  /** Schema of records.db. */
  recordsSchema: number;
  /** The archive among the terminal's files. */
  files: {
    has(sha256: string): boolean;
    path(sha256: string): string;
    remove(hashes: Iterable<string>): Promise<void>;
  };
  /** Whether nobody is at a screen right now. */
  isIdle: () => boolean;
  times: () => UpdateTimes;
  /** What is wanted may be fetched now. */
  fetch: () => void;
  /** Ends this program to be started again, perhaps as another version. */
  restart: () => void;
  /** The state for the county has changed. */
  changed: () => void;
  setHealth: (kind: HealthKind, holds: boolean) => void;
  /** Trusted UTC ms, and monotonic ms. */
  clock: { now(): number; monotonic(): number };
  log: (level: 'info' | 'warn', message: string, fields: Record<string, unknown>) => void;
  free?: (folder: string) => Promise<number>;
  /** Between two looks, ms. */
  lookEvery?: number;
};

const firstRetry = 10 * 60_000;
const lastRetry = 6 * 3_600_000;
/** Looks come about this often, with jitter: 1,000 machines have the same night. ms */
const usualLook = 10_000;

type Failure = { sha256: string; version: string; kind: ErrorKind; count: number; until: number };

export class Software {
  readonly #options: SoftwareOptions;
  readonly #folder: string;
  readonly #stopping = new AbortController();
  #offer: SoftwareOffer | undefined;
  #failure: Failure | undefined;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> | undefined;
  #idleSince: number | undefined;
  #asked = false;
  /** There is no room for it; looked up before each fetch. */
  #room = true;
  #told = '';

  constructor(options: SoftwareOptions) {
    this.#options = options;
    this.#folder = softwareFolder(options.dataDir);
  }

  async start(): Promise<void> {
    const { lookEvery = usualLook, running } = this.#options;
    this.#offer = readOffer(this.#folder);
    await tidy(this.#folder, running).catch(() => undefined);
    const jitter = (randomBytes(1)[0] ?? 0) / 256;
    this.#timer = setInterval(() => this.#look(), lookEvery * (0.9 + 0.2 * jitter));
    this.#look();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#work;
  }

  get platform(): SoftwarePlatform {
    return this.#options.platform;
  }

  /** What the county signs for this platform now, verified; undefined: nothing. On disk when it returns, where the disk takes it. */
  offered(offer: SoftwareOffer | undefined): void {
    if (JSON.stringify(offer) === JSON.stringify(this.#offer)) return;
    this.#offer = offer;
    try {
      writeOffer(this.#folder, offer);
    } catch (error) {
      // A full disk must not keep content out. The county's timestamp is new each day, and with it this comes again.
      this.#options.log('warn', 'offer not kept', { kind: storageErrorKind(error) ?? 'bug' });
    }
    // Another offer may be another archive under the same version.
    this.#failure = undefined;
    this.#look();
  }

  #release(): SoftwareRelease | undefined {
    const { bad } = readState(this.#folder);
    return chooseRelease(this.#offer, { ...this.#options, bad });
  }

  /** The archive of the release that this terminal is to have, where it is time to fetch it. */
  wanted(): { sha256: string; length: number } | undefined {
    const release = this.#release();
    const { files, terminal, clock } = this.#options;
    if (!release || readStaged(this.#folder)?.sha256 === release.archive.sha256) return undefined;
    const { sha256, length } = release.archive;
    const isEarly = fetchFrom(release, terminal) > clock.now() || this.#holdsOff(sha256) || !this.#room;
    return isEarly && !files.has(sha256) ? undefined : { sha256, length };
  }

  /** Files that are not to be swept away: the archive, also a part of it that waits for more. */
  kept(): string[] {
    const release = this.#release();
    return release ? [release.archive.sha256] : [];
  }

  #holdsOff(sha256: string): boolean {
    const failure = this.#failure;
    return failure?.sha256 === sha256 && failure.until > this.#options.clock.monotonic();
  }

  /** It could not be fetched: refused, or no room. */
  failed(sha256: string, kind: ErrorKind): void {
    const release = this.#release();
    if (release?.archive.sha256 === sha256) this.#fail(release, kind);
  }

  #fail({ version, archive: { sha256 } }: SoftwareRelease, kind: ErrorKind): void {
    const count = (this.#failure?.sha256 === sha256 ? this.#failure.count : 0) + 1;
    const pause = Math.min(lastRetry, firstRetry * 2 ** (count - 1));
    this.#failure = { sha256, version, kind, count, until: this.#options.clock.monotonic() + pause };
    this.#options.log('warn', 'release refused', { version, kind });
    this.#tell();
  }

  /** A file has come; perhaps the archive. */
  arrived(): void {
    this.#look();
  }

  /** Where the update stands, for the county; undefined: nothing to say. */
  status(): UpdateState | undefined {
    const { running, files, terminal, clock } = this.#options;
    const { trial, failed } = readState(this.#folder);
    if (trial?.version === running) return { version: running, step: 'trial' };
    const release = this.#release();
    if (release) {
      const { version, archive } = release;
      if (readStaged(this.#folder)?.sha256 === archive.sha256) return { version, step: 'staged' };
      if (this.#failure?.sha256 === archive.sha256)
        return { version, step: 'failed', why: this.#failure.kind };
      const isTime = fetchFrom(release, terminal) <= clock.now() || files.has(archive.sha256);
      return { version, step: isTime ? 'fetching' : 'waiting' };
    }
    if (failed?.verdict !== 'bad' || compareVersions(failed.version, running) <= 0) return undefined;
    return { version: failed.version, step: 'rolled-back', why: failed.why };
  }

  #tell(): void {
    const status = this.status();
    const { setHealth, changed } = this.#options;
    setHealth('update-staged', status?.step === 'staged');
    setHealth('update-failed', status?.step === 'failed');
    setHealth('update-rolled-back', status?.step === 'rolled-back');
    const told = JSON.stringify(status ?? null);
    if (told === this.#told) return;
    this.#told = told;
    changed();
  }

  #look(): void {
    this.#work ??= this.#once()
      .catch((error: unknown) => {
        if (this.#stopping.signal.aborted) return;
        this.#options.log('warn', 'update failed', {
          kind: error instanceof SanwuError ? error.kind : 'bug',
        });
      })
      .finally(() => {
        this.#work = undefined;
      });
  }

  async #once(): Promise<void> {
    const release = this.#release();
    const staged = readStaged(this.#folder);
    if (staged && staged.sha256 !== release?.archive.sha256) this.#forget(staged.version);
    if (release && staged?.sha256 !== release.archive.sha256) await this.#bring(release);
    this.#tell();
    this.#switch();
  }

  /** Withdrawn, replaced, failed, or running by now. What is being tried stays noted until that is decided. */
  #forget(version: string): void {
    const { trial } = readState(this.#folder);
    if (trial?.version !== version) unstage(this.#folder);
  }

  async #bring(release: SoftwareRelease): Promise<void> {
    const { files, fetch, platform, clock, free = freeBytes, dataDir, running } = this.#options;
    const { archive } = release;
    if (this.#holdsOff(archive.sha256)) return;
    if (!files.has(archive.sha256)) {
      const needed = archive.length + archive.unpackedBytes + spareBytes;
      this.#room = (await free(dataDir)) >= needed;
      if (!this.#room) return this.#fail(release, 'storage-full');
      if (this.wanted()) fetch();
      return;
    }
    const { signal } = this.#stopping;
    const folder = this.#folder;
    try {
      const now = () => clock.now();
      await stage({ folder, archive: files.path(archive.sha256), release, platform, free, now, signal });
      this.#failure = undefined;
      this.#options.log('info', 'release staged', { version: release.version });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof SanwuError)) throw error;
      // An archive that is not what was signed, or not what we take, is of no use.
      if (error.kind !== 'storage-full') await files.remove([archive.sha256]);
      return this.#fail(release, error.kind);
    }
    await files.remove([archive.sha256]);
    await tidy(folder, running).catch(() => undefined);
  }

  /** Asks for the switch once, in the window, when nobody has been there for a while. */
  #switch(): void {
    const { isIdle, times, clock, restart } = this.#options;
    const { from, to, idleSeconds } = times();
    const now = clock.monotonic();
    this.#idleSince = isIdle() ? (this.#idleSince ?? now) : undefined;
    const isLongIdle = this.#idleSince !== undefined && now - this.#idleSince >= idleSeconds * 1_000;
    if (this.#asked || !isLongIdle || !isWithin(clock.now(), { from, to })) return;
    if (this.status()?.step !== 'staged') return;
    // Where the last trial is still undecided, only the next start of the machine tries again.
    if (readState(this.#folder).failed?.version === readStaged(this.#folder)?.version) return;
    this.#asked = true;
    restart();
  }
}
