/** A data folder with content for tests of the stores, and stores that remember what they said. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { HealthKind } from '../../../main/contract/health.ts';
import { openStores } from '../../../main/core/stores.ts';
import type { Stores } from '../../../main/core/stores-types.ts';
import { activationOf, packOf, published, someDay, version } from '../content/sample.ts';

export const items = 60;
export const soon = { timeout: 30_000, interval: 50 };
export const pack = packOf(
  Array.from({ length: items }, (_, index) => published(version(index + 1, { body: '修路'.repeat(400) }))),
);
export const message = (id: string) => ({
  id,
  kind: 'feedback',
  payload: Buffer.alloc(3_000, 1),
  createdAt: 1,
});

/** Stores, with what they said. */
export class Watched {
  readonly stores: Stores;
  readonly health = new Set<HealthKind>();
  contentLost = 0;
  recovered = 0;
  fileLost = 0;

  constructor(folder: string) {
    this.stores = openStores(folder, { catalogue: () => undefined, now: () => someDay });
  }

  start(): this {
    this.stores.start({
      health: (kind, holds) => (holds ? this.health.add(kind) : this.health.delete(kind)),
      contentLost: () => this.contentLost++,
      fileLost: () => this.fileLost++,
      recovered: () => this.recovered++,
      log: () => {},
    });
    return this;
  }

  shown(): number {
    return this.stores.reader.recent(1_000).length;
  }

  found(): number {
    return this.stores.search.find({ text: '修路' }).hits.length;
  }
}

/** A folder of its own for each test of the file; whatever was opened is closed after it. */
export class StoresFolder {
  folder = '';
  #opened: Watched[] = [];
  /** A data folder that shows `items` items, closed again: made once, copied for each test. */
  #template = '';

  constructor() {
    beforeAll(() => this.#makeTemplate());
    afterAll(() => rmSync(this.#template, { recursive: true, force: true }));
    beforeEach(() => {
      this.folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-stores-'));
    });
    afterEach(async () => {
      for (const each of this.#opened) await each.stores.close().catch(() => undefined);
      this.#opened = [];
      rmSync(this.folder, { recursive: true, force: true });
    });
  }

  async #makeTemplate(): Promise<void> {
    this.#template = mkdtempSync(path.join(os.tmpdir(), 'sanwu-template-'));
    const { stores } = new Watched(this.#template).start();
    await stores.activator.activate(activationOf([pack]));
    stores.records.putOutbox(message('first'));
    stores.records.saveFloors([{ name: 'timestamp', version: 7, keys: 'k' }]);
    await stores.close();
    rmSync(path.join(this.#template, 'reserve'), { force: true });
  }

  /** Puts the filled data folder there. */
  fill(where = this.folder): void {
    cpSync(this.#template, where, { recursive: true });
  }

  open(where = this.folder): Watched {
    const watched = new Watched(where);
    this.#opened.push(watched);
    return watched;
  }
}
