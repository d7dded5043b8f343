/** Attachments come after the content that names them: in the background, small ones first, newest first among them. */
import type { ErrorKind } from '../contract/errors.ts';
import { type LimitName, limits } from '../contract/limits.ts';
import { eachOf, fetchFile, targetPath } from './fetch-file.ts';
import type { ContentPort, FilesPort, SoftwarePort, WantedFile } from './ports.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import type { ContentSource } from './source.ts';

const filesAtOnce = 3;
/** Up to this size a file counts as small: a photo, a scan, a short PDF. */
const smallBytes = 1024 * 1024;
/** A full disk or a file system gone read-only: pointless to go on with the next file. */
const hopeless: ReadonlySet<ErrorKind> = new Set(['storage-full', 'read-only']);

type MissingFile = WantedFile & { limit: LimitName };

export type AttachmentOptions = {
  content: ContentPort;
  files: FilesPort;
  /** Whose archive comes the same way, after everything else. */
  updates: SoftwarePort | undefined;
  sources(): readonly ContentSource[];
  arrived(sha256: string): void;
  /** Called when something was refused, and when a round ends. */
  changed(): void;
};

export class Attachments {
  readonly #options: AttachmentOptions;
  #missing: MissingFile[] = [];
  #refusals: Refusal[] = [];
  #round: { controller: AbortController; done: Promise<void> } | undefined;

  constructor(options: AttachmentOptions) {
    this.#options = options;
  }

  get missing(): number {
    return this.#missing.length;
  }

  get refusals(): readonly Refusal[] {
    return this.#refusals;
  }

  /** Looks what is missing and fetches it, unless that is going on. */
  start(): void {
    if (this.#round) return;
    const { content, files, updates } = this.#options;
    const seen = new Set<string>();
    const archive = updates?.wanted();
    const attachments: MissingFile[] = content
      .wantedFiles()
      .map((file) => ({ ...file, limit: 'attachmentBytes' }));
    const all = archive
      ? [...attachments, { ...archive, publishedAt: 0, limit: 'softwareBytes' as const }]
      : attachments;
    this.#missing = all.filter(({ sha256 }) => {
      if (seen.has(sha256) || files.has(sha256)) return false;
      seen.add(sha256);
      return true;
    });
    this.#refusals = [];
    if (this.#missing.length === 0 || !this.#options.sources().some((source) => source.available())) return;
    const controller = new AbortController();
    const done = this.#run(inOrder(this.#missing), controller.signal).finally(() => {
      this.#round = undefined;
      this.#options.changed();
    });
    this.#round = { controller, done };
  }

  /** What came of unfinished files is kept for the next start. */
  async stop(): Promise<void> {
    this.#round?.controller.abort();
    await this.#round?.done;
  }

  async #run(wanted: readonly MissingFile[], signal: AbortSignal): Promise<void> {
    const { files, arrived } = this.#options;
    await eachOf(wanted, filesAtOnce, async ({ sha256, length, limit }) => {
      if (signal.aborted) return;
      try {
        const options = { files, sources: this.#options.sources(), signal, background: true };
        await fetchFile({ sha256, length, limit }, options);
        this.#missing = this.#missing.filter((file) => file.sha256 !== sha256);
        arrived(sha256);
      } catch (error) {
        const refusal = refusalOf(error, targetPath(sha256));
        if (refusal === undefined) throw error;
        this.#refusals.push(refusal);
        if (limit === 'softwareBytes') this.#options.updates?.failed(sha256, refusal.kind);
        this.#options.changed();
        if (hopeless.has(refusal.kind)) throw error;
      }
    }).catch(() => undefined);
  }
}

function inOrder(files: readonly MissingFile[]): MissingFile[] {
  const rank = ({ length }: WantedFile) => (length <= Math.min(smallBytes, limits.attachmentBytes) ? 0 : 1);
  return [...files].sort(
    (first, second) => rank(first) - rank(second) || second.publishedAt - first.publishedAt,
  );
}
