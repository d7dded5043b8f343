/** Has PDF files read one after another when there is nothing better to do, so that search finds what is written in them. */
import { readPdfText } from '../pdf-text/pdf-text.ts';
import { programFiles } from '../program/program-files.ts';
import { errorFields, type Log } from './log.ts';
import type { Stores } from './stores-types.ts';

/** After the start, so that pages and checks come first; and after the last file that came in. Milliseconds. */
const firstAfter = 20_000;
const quietFor = 3_000;

const reader = {
  node: process.execPath,
  entry: programFiles.pdfReader,
  data: programFiles.pdfData,
};

export class FileTexts {
  readonly #stores: Stores;
  readonly #log: Log;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();

  constructor(stores: Stores, log: Log) {
    this.#stores = stores;
    this.#log = log;
  }

  start(): void {
    // An index of an older program may find nothing at all.
    this.#later(this.#stores.reader.isIndexOutdated() ? quietFor : firstAfter);
  }

  /** A file came in. */
  arrived(): void {
    if (!this.#stopping.signal.aborted) this.#later(quietFor);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#stopping.abort();
    await this.#work;
  }

  #later(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#work = this.#work.then(() => this.#read());
    }, wait).unref();
  }

  /** What fails is tried again after the next start or file. */
  async #read(): Promise<void> {
    const { signal } = this.#stopping;
    try {
      if (this.#stores.reader.isIndexOutdated()) await this.#stores.renewIndex();
      for (const sha256 of this.#stores.reader.unreadPdfs()) {
        if (signal.aborted) return;
        if (!this.#stores.files.has(sha256)) continue;
        const text = await readPdfText(this.#stores.files.path(sha256), reader, signal);
        await this.#stores.takeFileText(sha256, text);
      }
    } catch (error) {
      if (!signal.aborted) this.#log.warn(errorFields(error), 'reading PDF files for search failed');
    }
  }
}
