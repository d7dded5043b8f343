/** Made-up items as benches need them: many, deterministic, with words as frequent and as rare as in real text. */
import { randomBytes } from 'node:crypto';
import type { Activation } from '../../../main/content/activation.ts';
import { type ItemRecord, type ItemVersion, moduleIds, type Pack } from '../../../main/contract/content.ts';
import { itemDigest, sha256Hex } from '../../../main/trust/digest.ts';

const division = '990101001001';
const signer = 'county';
const packItems = 500;
/** Words of the made-up language; their frequencies fall as 1/(rank + shift): Zipf's law with Mandelbrot's correction. */
const words = 6000;
const shift = 2.7;
/** After a word mostly comes one of a few: phrases recur, as they do in notices. */
const successors = 12;
const succeeds = 0.7;
/** Characters of the made-up language: 一 and those after it. */
const firstCharacter = 0x4e00;
const characters = 2500;
/** Words of a body: about 220 characters, a page of notice. */
const bodyWords = 100;

/** mulberry32: the same content in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Word of a rank; small ranks are frequent. */
function word(rank: number): string {
  const random = seeded(rank + 1);
  const length = 2 + Math.floor(random() * random() * 3);
  const character = () => String.fromCharCode(firstCharacter + Math.floor(random() ** 2 * characters));
  return Array.from({ length }, character).join('');
}

export class VillageText {
  readonly #random = seeded(2026);
  readonly #successors = Array.from({ length: words * successors }, () => this.#rank(words));
  readonly #words = Array.from({ length: words }, (_, rank) => word(rank));

  /** A rank below `most`. */
  #rank(most: number): number {
    return Math.min(most - 1, Math.floor(shift * ((most + shift) / shift) ** this.#random() - shift));
  }

  #phrase(length: number): string {
    let text = '';
    let rank = this.#rank(words);
    for (let index = 0; index < length; index++) {
      text += this.#words[rank];
      if (index % 7 === 6) text += '，';
      // Where a word's successors lie among all words is as good as random, and always the same.
      const next = rank * successors + this.#rank(successors);
      rank =
        this.#random() < succeeds
          ? (this.#successors[next % this.#successors.length] ?? 0)
          : this.#rank(words);
    }
    return text;
  }

  item(number: number): ItemVersion {
    return {
      id: `${division}.${signer}.${String(number).padStart(6, '0')}`,
      version: 1,
      division,
      signer,
      source: 'village',
      title: this.#phrase(5),
      catalogue: ['village.affairs.1'],
      module: moduleIds[number % moduleIds.length] ?? 'village',
      kind: 'notice',
      period: `${2018 + (number % 9)}Q${1 + (number % 4)}`,
      reviewed: [],
      body: this.#phrase(bodyWords),
      tables: [],
      attachments: [],
      publishedAt: 1_514_764_800_000 + number * 60_000,
    };
  }

  /** Verified records: `count` items from number 1. */
  *packs(count: number): Generator<Pack> {
    const seal = randomBytes(64).toString('base64url');
    for (let first = 1; first <= count; first += packItems) {
      const items: ItemRecord[] = [];
      for (let number = first; number < first + packItems && number <= count; number++) {
        const content = this.item(number);
        items.push({
          id: content.id,
          state: 'published',
          versions: [{ digest: itemDigest(content), seal, content }],
        });
      }
      const part = Math.ceil(first / packItems);
      yield { type: 'sanwu.pack', format: 1, division, signer, module: 'village', year: 2026, part, items };
    }
  }
}

/** One generation of these packs, in the order given. Hashes are of their place: benches hand over verified packs. */
export function generationOf(packs: readonly Pack[], sequence: number): Activation {
  const named = packs.map((pack) => ({
    pack,
    sha256: sha256Hex(`${pack.division}/${pack.signer}/${pack.part}`),
  }));
  const bySigner = Map.groupBy(named, ({ pack }) => `${pack.division}/${pack.signer}`);
  return {
    signers: Array.from(bySigner.values(), (own) => ({
      sha256: sha256Hex(own.map(({ sha256 }) => sha256).join()),
      index: {
        type: 'sanwu.index',
        format: 1,
        division: own[0]?.pack.division ?? '',
        signer: own[0]?.pack.signer ?? '',
        sequence,
        issuedAt: 0,
        nextNumber: 1,
        sealKey: 'A'.repeat(43),
        packs: own.map(({ pack: { module, year, part, items }, sha256 }) => {
          return { sha256, length: 1, module, year, part, items: items.length };
        }),
      },
    })),
    newPacks: named.map(({ pack, sha256 }) => ({ sha256, read: () => pack })),
    catalogues: [],
    metadata: new Map(),
    timestamp: sequence,
    complete: true,
    targets: [],
  };
}
