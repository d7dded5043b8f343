/**
 * One round of import: a core that takes a new generation from a stick is killed somewhere; what is on disk must be wholly
 * the old generation or wholly the new one, floors never lower, and the next core must reach the new one.
 */
import { cpSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { eraseItem } from '../../../county/publish/erasure.ts';
import { correctItem, withdrawItem } from '../../../county/publish/publish-items.ts';
import { draftOf, makeSyncCounty, type SyncCounty } from '../../fakes/sync-county.ts';
import type { Random } from '../../main/search/random.ts';
import { fileOf } from './county-work.ts';
import { integrityOf, openLeft, rowsOf } from './database-state.ts';
import { type Importing, shownTimestamp } from './importing.ts';
import type { Landing } from './landings.ts';
import { type Course, courseOf, killAt, momentOf, runWhole, type Work } from './mortal.ts';

const entry = path.join(import.meta.dirname, 'importing.ts');
const oldItems = 200;
const newItems = 400;

type State = { content: Map<string, string>; floors: Map<string, number> };

/** Both databases whole, and what they hold. */
function stateOf(data: string): State {
  const content = openLeft(data, 'content');
  const records = openLeft(data, 'records');
  try {
    if (!content || !records) throw new Error('a database is gone');
    expect(integrityOf(content)).toBe('ok');
    expect(integrityOf(records)).toBe('ok');
    const floors = records.prepare('SELECT name, version FROM floors').all() as {
      name: string;
      version: number;
    }[];
    return { content: rowsOf(content), floors: new Map(floors.map(({ name, version }) => [name, version])) };
  } finally {
    content?.close();
    records?.close();
  }
}

export class ImportRounds {
  readonly #random: Random;
  readonly #county: SyncCounty;
  readonly #stick: string;
  readonly #timestamp: number;
  #old: State = { content: new Map(), floors: new Map() };
  #new: State = { content: new Map(), floors: new Map() };
  #course: Course = { lasts: 0, calls: [] };
  #copies = 0;
  /** A data folder that a killed core left with the old content. */
  #unhealed: string | undefined;
  #goneFile = '';

  private constructor(random: Random, county: SyncCounty, stick: string, timestamp: number) {
    this.#random = random;
    this.#county = county;
    this.#stick = stick;
    this.#timestamp = timestamp;
  }

  /** Two generations: the newer one adds, corrects, withdraws and erases. */
  static async create(random: Random): Promise<ImportRounds> {
    const county = await makeSyncCounty();
    const files = [fileOf('erased'), fileOf('kept')];
    const body = '村务公开事项，逐笔列明。'.repeat(20);
    const titles = (name: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${name}${index}`);
    const first = await county.publish(titles('旧', oldItems), { body });
    const [secret] = await county.publish(['误发'], { files });
    const before = await county.sign();
    const oldStick = county.stick('old');
    await county.publish(titles('新', newItems), { body, files: files.slice(1) });
    for (const { id } of first.slice(0, 5)) await correctItem(county.county, id, draftOf(`改${id}`), '更正');
    await withdrawItem(county.county, first[6]?.id ?? '', '撤回');
    await eraseItem(county.county, secret?.id ?? '', '依法删除');
    const after = await county.sign();
    const rounds = new ImportRounds(random, county, county.stick('new'), after);
    await rounds.#learn(oldStick, before);
    return rounds;
  }

  get #home(): string {
    return path.dirname(this.#county.dir);
  }

  async #learn(oldStick: string, before: number): Promise<void> {
    const base = path.join(this.#home, 'base');
    await runWhole(this.#work({ data: base, stick: oldStick, timestamp: before }));
    this.#old = stateOf(base);
    const files = (folder: string) =>
      readdirSync(path.join(folder, 'files'), { recursive: true, encoding: 'utf8' });
    const oldFiles = files(base);
    this.#course = await courseOf(() => this.#work(this.#importInto(this.#copy())));
    const whole = this.#copy();
    await runWhole(this.#work(this.#importInto(whole)));
    this.#new = stateOf(whole);
    const kept = new Set(files(whole));
    this.#goneFile =
      oldFiles.find(
        (file) =>
          !kept.has(file) && statSync(path.join(base, 'files', file)).size === fileOf('erased').length,
      ) ?? '';
    expect(this.#goneFile, 'the erased attachment').not.toBe('');
  }

  #copy(): string {
    const copy = path.join(this.#home, `data-${this.#copies++}`);
    cpSync(path.join(this.#home, 'base'), copy, { recursive: true });
    return copy;
  }

  #importInto(data: string): Importing {
    return { data, stick: this.#stick, timestamp: this.#timestamp };
  }

  #work(importing: Importing): Work {
    return { entry, args: [JSON.stringify(importing)] };
  }

  remove(): void {
    this.#county.remove();
  }

  async round(): Promise<Landing> {
    // Every other time the next core is the next to be killed.
    const data = this.#unhealed ?? this.#copy();
    this.#unhealed = undefined;
    const work = this.#work(this.#importInto(data));
    const wasKilled = await killAt(work, momentOf(this.#random, this.#course));
    const landing = this.#landing(data, wasKilled);
    const left = stateOf(data);
    const isNew = shownTimestamp(data) === this.#timestamp;
    this.#compare(left, isNew ? this.#new : this.#old);
    for (const [name, version] of this.#old.floors)
      expect(left.floors.get(name), `floor of ${name}`).toBeGreaterThanOrEqual(version);
    if (isNew) expect(left.floors).toEqual(this.#new.floors);
    if (!isNew && this.#random.integer(2) === 0) this.#unhealed = data;
    else await this.#heal(data, work);
    return landing;
  }

  /** The next core gets there. */
  async #heal(data: string, work: Work): Promise<void> {
    await runWhole(work);
    const healed = stateOf(data);
    this.#compare(healed, this.#new);
    expect(healed.floors).toEqual(this.#new.floors);
    expect(existsSync(path.join(data, 'files', this.#goneFile)), 'the erased attachment').toBe(false);
    rmSync(data, { recursive: true });
  }

  /** Rows of all tables; numbers that only count activations may differ where one was done twice. */
  #compare(left: State, expected: State): void {
    for (const [table, rows] of expected.content)
      expect(`${table}: ${left.content.get(table)}`).toBe(`${table}: ${rows}`);
  }

  #landing(data: string, wasKilled: boolean): Landing {
    if (!wasKilled) return { place: 'after its end', midWork: false };
    const size = (file: string) => statSync(path.join(data, file), { throwIfNoEntry: false })?.size ?? 0;
    const [content, records] = [size('content.db-wal'), size('records.db-wal')];
    if (shownTimestamp(data) === this.#timestamp) return { place: 'new content is in place', midWork: true };
    if (content > 0) return { place: 'while content.db is written', midWork: true };
    if (records > 0) return { place: 'while the stick is read, floors', midWork: true };
    return { place: 'before the stick is read', midWork: false };
  }
}
