/**
 * One round at the county: a command is killed somewhere; the folder must verify from the root for any other implementation,
 * show what it showed before, and the next commands must find the killed one wholly done or not at all.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { ItemRecord } from '../../../main/contract/content.ts';
import { sha256Hex } from '../../../main/trust/digest.ts';
import { ed25519PublicKey, verifySeal } from '../../../main/trust/seal.ts';
import { StockClient } from '../../county/fixture/stock-client.ts';
import { codes, makeSyncCounty, type SyncCounty } from '../../fakes/sync-county.ts';
import type { Random } from '../../main/search/random.ts';
import { type CountyWork, doWork, fileOf } from './county-work.ts';
import type { Landing } from './landings.ts';
import { type Course, courseOf, killAt, momentOf, type Work } from './mortal.ts';

const entry = path.join(import.meta.dirname, 'county-work.ts');
const rolesToRotate = ['county', `township-${codes.township}`, 'targets', 'snapshot', 'timestamp', 'root'];
const kinds = ['publish', 'publish', 'correct', 'withdraw', 'erase', 'sign', 'rotate', 'revoke'] as const;

/** A killed command's lock is taken over within this. Patience of the commands themselves is far longer. ms */
const lockRecovery = 10_000;

const processOf = (work: CountyWork): Work => ({ entry, args: [JSON.stringify(work)] });

/** What is erased is gone at once, and a new key of the root's makes what the old one signed void: until the next signature. */
const needsSignature = (work: CountyWork) =>
  work.kind === 'erase' ||
  (work.kind === 'rotate' && ['targets', 'snapshot', 'timestamp'].includes(work.role));

/** Id → state and digests of its versions. */
type Shown = Map<string, string>;
const shownOf = (records: readonly ItemRecord[]): Shown =>
  new Map(
    records.map((record) => {
      const versions = record.state === 'erased' ? record.erasedVersions : record.versions;
      return [record.id, `${record.state} ${versions.map(({ digest }) => digest.slice(0, 8)).join(' ')}`];
    }),
  );

export class CountyRounds {
  readonly #random: Random;
  readonly #county: SyncCounty;
  readonly #client: StockClient;
  readonly #courses = new Map<CountyWork['kind'], Course>();
  /** Attachments of what is erased: none of them may come back. */
  readonly #forbidden = new Set<string>();
  #shown: Shown = new Map();
  #round = 0;
  #copies = 0;

  private constructor(random: Random, county: SyncCounty) {
    this.#random = random;
    this.#county = county;
    this.#client = new StockClient(county.repository);
  }

  static async create(random: Random): Promise<CountyRounds> {
    const county = await makeSyncCounty();
    await county.publish(Array.from({ length: 40 }, (_, index) => `第${index}号`));
    await county.sign();
    const rounds = new CountyRounds(random, county);
    await rounds.#look();
    return rounds;
  }

  remove(): void {
    this.#county.remove();
  }

  /** Everything that a client of the root can reach: every pack and attachment is there, every seal is the signer's. */
  async #look(): Promise<readonly ItemRecord[]> {
    const records = await this.#client.records(codes.village, 'county');
    const index = await this.#client.index(codes.village, 'county');
    const key = ed25519PublicKey(Buffer.from(index?.sealKey ?? '', 'base64url'));
    for (const record of records) {
      if (record.state === 'erased') continue;
      for (const { digest, seal, content } of record.versions) {
        expect(await verifySeal(digest, seal, key)).toBe(true);
        for (const { sha256 } of content.attachments) expect(this.#has(sha256)).toBe(true);
      }
    }
    this.#shown = shownOf(records);
    return records;
  }

  #has(hash: string): boolean {
    return existsSync(path.join(this.#county.repository, 'targets', hash));
  }

  #work(records: readonly ItemRecord[]): CountyWork {
    const { dir } = this.#county;
    const name = `${this.#round}-${this.#random.integer(2 ** 30)}`;
    const kind = this.#random.pick(kinds);
    const published = records.filter(({ state }) => state === 'published').map(({ id }) => id);
    const files = [`${name} a`, `${name} b`];
    if (kind === 'publish') return { dir, kind, titles: [`甲 ${name}`, `乙 ${name}`, `丙 ${name}`], files };
    if (kind === 'rotate') return { dir, kind, role: this.#random.pick(rolesToRotate) };
    if (kind === 'revoke') return { dir, kind, role: `township-${codes.township}` };
    if (kind === 'sign') return { dir, kind };
    const id = this.#random.pick(published);
    return kind === 'correct' ? { dir, kind, id, title: `改 ${name}`, files } : { dir, kind, id };
  }

  /** How long each kind of command takes and what it calls, learnt where the command does no harm. */
  async #course(work: CountyWork): Promise<Course> {
    const known = this.#courses.get(work.kind);
    if (known) return known;
    // Each in a folder of its own: what an earlier one left in it would be no county's.
    const again = () => processOf({ ...work, dir: this.#county.copy(`course-${this.#copies++}`) });
    const course = await courseOf(again);
    this.#courses.set(work.kind, course);
    return course;
  }

  async round(): Promise<Landing & { kind: string }> {
    this.#round += 1;
    const records = await this.#look();
    const work = this.#work(records);
    const before = this.#shown;
    // Something must be there to sign.
    if (work.kind === 'sign') await this.#county.publish([`待签 ${this.#round}`]);
    const course = await this.#course(work);
    const files = this.#files();
    const wasKilled = await killAt(processOf(work), momentOf(this.#random, course));
    const landing = this.#landing(work, wasKilled, files);
    if (work.kind === 'erase') this.#forbid(records, work.id);
    if (!needsSignature(work)) await this.#unsignedChangesNothing(work, before);
    await this.#next(work, before);
    return { ...landing, kind: work.kind };
  }

  /** Nothing counts before it is signed, so a client sees what it saw; a killed signature is there or not. */
  async #unsignedChangesNothing(work: CountyWork, before: Shown): Promise<void> {
    await this.#look();
    const fresh = [...this.#shown].filter(([id, state]) => before.get(id) !== state).length;
    expect(fresh, `after a killed ${work.kind}`).toBeLessThanOrEqual(work.kind === 'sign' ? 1 : 0);
    expect(this.#shown.size).toBeGreaterThanOrEqual(before.size);
  }

  #forbid(records: readonly ItemRecord[], id: string): void {
    const record = records.find((candidate) => candidate.id === id);
    const versions = record && record.state !== 'erased' ? record.versions : [];
    for (const { content } of versions)
      for (const { sha256 } of content.attachments) this.#forbidden.add(`${id} ${sha256}`);
  }

  /** The next commands work, without a wait for the dead, and find the killed one whole or not there. */
  async #next(work: CountyWork, before: Shown): Promise<void> {
    const title = `之后 ${this.#round}`;
    const began = performance.now();
    await doWork({ dir: this.#county.dir, kind: 'publish', titles: [title], files: [] });
    await this.#county.sign();
    expect(performance.now() - began, 'the lock of a killed command').toBeLessThan(lockRecovery);
    const records = await this.#look();
    const changed = [...this.#shown].filter(([id, state]) => before.get(id) !== state);
    const byWork = changed.length - 1 - (work.kind === 'sign' ? 1 : 0);
    if (work.kind === 'publish') {
      expect([0, 3]).toContain(byWork);
      for (const name of byWork === 3 ? work.files : [])
        expect(this.#has(sha256Hex(fileOf(name)))).toBe(true);
    } else if ('id' in work) expect([0, 1]).toContain(byWork);
    else expect(byWork).toBe(0);
    for (const id of before.keys()) expect(this.#shown.has(id)).toBe(true);
    for (const entry of this.#forbidden) {
      const [id = '', hash = ''] = entry.split(' ');
      const isErased = records.find((record) => record.id === id)?.state === 'erased';
      if (isErased) expect(this.#has(hash), 'an erased file').toBe(false);
      else this.#forbidden.delete(entry);
    }
  }

  #files(): ReadonlySet<string> {
    return new Set(readdirSync(this.#county.dir, { recursive: true, encoding: 'utf8' }));
  }

  /** Where the kill landed, by what lies in the folder. */
  #landing({ kind }: CountyWork, wasKilled: boolean, before: ReadonlySet<string>): Landing {
    if (!wasKilled) return { place: `${kind}: after its end`, midWork: false };
    const fresh = [...this.#files()].filter((file) => !before.has(file));
    const holds = fresh.some((file) => file.endsWith('.lock'));
    const wrote = (folder: string) => fresh.some((file) => file.startsWith(`repository/${folder}/`));
    if (wrote('metadata')) return { place: `${kind}: while or after signing roles`, midWork: true };
    if (wrote('targets')) return { place: `${kind}: while writing content`, midWork: true };
    if (fresh.some((file) => file.startsWith('keys/')))
      return { place: `${kind}: while writing keys`, midWork: true };
    return { place: `${kind}: ${holds ? 'holding the lock' : 'before the lock'}`, midWork: holds };
  }
}
