/**
 * Finds cases by slip number without keeping slip numbers: twelve digits behind a plain hash are tried out in minutes, so
 * the digest is keyed by a key derived from the county's personal sealing key.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import type { CountyFolder } from '../repository/folder.ts';
import { caseIds, type InboxCase, readCase } from './cases.ts';

export type SlipDigest = (slip: string) => string;

/** @param privateKey the personal sealing key, raw */
export function slipDigestBy(privateKey: Uint8Array): SlipDigest {
  const key = Buffer.from(hkdfSync('sha256', privateKey, '', 'sanwu slip index', 32));
  return (slip) => createHmac('sha256', key).update(slip).digest('hex');
}

/** The slips of all cases, in memory; `serve` adds what comes. */
export class SlipIndex {
  readonly #cases = new Map<string, string>();
  readonly #supporters = new Map<string, number>();

  /** Reads the folder once. A file that is broken is left out and named. */
  load(folder: CountyFolder, broken: (id: string) => void): void {
    for (const id of caseIds(folder)) {
      try {
        this.add(readCase(folder, id));
      } catch {
        broken(id);
      }
    }
  }

  add({ message, slip, supports }: Pick<InboxCase, 'message' | 'slip' | 'supports'>): void {
    if (slip) this.#cases.set(slip, message.id);
    if (supports) this.#supporters.set(supports, (this.#supporters.get(supports) ?? 0) + 1);
  }

  /** Id of the case with this slip's digest. */
  find(slip: string): string | undefined {
    return this.#cases.get(slip);
  }

  /** How many have joined a joint request, by what they said; not checked for repetition. */
  supporters(slip: string): number {
    return this.#supporters.get(slip) ?? 0;
  }
}
