/** Hints that are owed to the broker, kept on disk: a change that was signed is announced even if `serve` is killed in between. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { divisionCode } from '../../main/contract/content.ts';
import { limits } from '../../main/contract/limits.ts';
import { type ChangedHint, changedHint } from '../../main/contract/mqtt.ts';
import { parseBoundedJson } from '../../main/trust/bounded-json.ts';
import { makeFolder, writeDurably } from '../repository/files.ts';
import type { CountyFolder } from '../repository/folder.ts';

const owedHints = z.record(divisionCode, changedHint);

export class Hints {
  readonly #file: string;
  readonly #folder: string;
  readonly #clock: () => number;
  #owed = new Map<string, ChangedHint>();

  constructor(folder: CountyFolder, clock: () => number) {
    this.#folder = folder.fleet;
    this.#file = path.join(folder.fleet, 'hints.json');
    this.#clock = clock;
  }

  async load(): Promise<void> {
    await makeFolder(this.#folder, 0o700);
    if (!existsSync(this.#file)) return;
    const parsed = owedHints.safeParse(
      parseBoundedJson(readFileSync(this.#file), limits.registryBytes, 'hints.json'),
    );
    if (parsed.success) this.#owed = new Map(Object.entries(parsed.data));
  }

  /** Notes hints before the timestamp that they announce is in place. */
  async owe(divisions: Iterable<string>, timestamp: number): Promise<void> {
    const at = this.#clock();
    for (const division of divisions) this.#owed.set(division, { timestamp, at });
    await this.#save();
  }

  /** Hints to publish, for timestamps that are in place. */
  due(timestamp: number): [string, ChangedHint][] {
    return [...this.#owed].filter(([, hint]) => hint.timestamp <= timestamp);
  }

  /** The broker has acknowledged it. */
  async paid(division: string, hint: ChangedHint): Promise<void> {
    if (this.#owed.get(division)?.timestamp !== hint.timestamp) return;
    this.#owed.delete(division);
    await this.#save();
  }

  async #save(): Promise<void> {
    await writeDurably(this.#file, JSON.stringify(Object.fromEntries(this.#owed)), 0o600);
  }
}
