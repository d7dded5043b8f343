/** Item numbers of one signer in one division: never used twice (conventions.md, "item id"). */
import { LimitError } from '../../main/contract/errors.ts';
import type { Tombstone } from '../repository/registry.ts';
import { CountyRefusal } from './refusal.ts';
import type { SignerContent } from './signer-content.ts';

const mostNumber = 999_999;

export class ItemNumbers {
  /** Next free number after what was assigned. */
  next: number;
  readonly #content: SignerContent;
  readonly #erased: ReadonlySet<string>;
  readonly #assigned = new Set<string>();

  constructor(content: SignerContent, tombstones: readonly Tombstone[]) {
    this.#content = content;
    this.#erased = new Set(tombstones.map((tombstone) => tombstone.id));
    this.next = content.index?.nextNumber ?? 1;
  }

  /**
   * Ids in the order of the requests; `undefined` takes the next number.
   * @throws CountyRefusal `id-foreign` (another division's or signer's), `id-taken`; LimitError
   */
  assign(requests: readonly (string | undefined)[]): string[] {
    for (const id of requests) if (id) this.#reserve(id);
    return requests.map((id) => id ?? this.#free());
  }

  #reserve(id: string): void {
    const prefix = `${this.#content.division}.${this.#content.signer}.`;
    if (!id.startsWith(prefix)) throw new CountyRefusal('id-foreign', id);
    const number = Number(id.slice(prefix.length));
    const taken = this.#assigned.has(id) || this.#erased.has(id) || number < 1;
    // Numbers from `nextNumber` up were never given out, so only a lower one needs the packs to be read.
    const published =
      number < (this.#content.index?.nextNumber ?? 1) && this.#content.locate(id) !== undefined;
    if (taken || published) throw new CountyRefusal('id-taken', id);
    this.#assigned.add(id);
    this.next = Math.max(this.next, number + 1);
  }

  #free(): string {
    if (this.next > mostNumber) throw new LimitError('itemNumbers', this.#content.division);
    const id = `${this.#content.division}.${this.#content.signer}.${String(this.next).padStart(6, '0')}`;
    this.next += 1;
    this.#assigned.add(id);
    return id;
  }
}
