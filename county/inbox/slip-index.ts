/**
 * Finds cases by slip number without keeping slip numbers: twelve digits behind a plain hash are tried out in minutes, so
 * the digest is keyed by a key derived from the county's records secret.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import type { CountyFolder } from '../repository/folder.ts';
import { caseIds, type InboxCase, readCase } from './cases.ts';

export type SlipDigest = (slip: string) => string;

/** @param secret the county's records secret */
export function slipDigestBy(secret: Uint8Array): SlipDigest {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'sanwu slip index', 32));
  return (slip) => createHmac('sha256', key).update(slip).digest('hex');
}

type IndexedCase = Pick<InboxCase, 'message' | 'slip' | 'supports' | 'receivedAt'>;

/** The slips of all cases, in memory; `serve` adds what comes. */
export class SlipIndex {
  readonly #cases = new Map<string, { id: string; receivedAt: number }>();
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

  /** Whoever had the number first keeps it: a terminal that gives out another's number takes no answer away. */
  add({ message, slip, supports, receivedAt }: IndexedCase): void {
    const first = slip === undefined ? undefined : this.#cases.get(slip);
    if (slip && (!first || receivedAt < first.receivedAt))
      this.#cases.set(slip, { id: message.id, receivedAt });
    if (supports) this.#supporters.set(supports, (this.#supporters.get(supports) ?? 0) + 1);
  }

  /** Id of the case with this slip's digest. */
  find(slip: string): string | undefined {
    return this.#cases.get(slip)?.id;
  }

  /** How many have joined a joint request, by what they said; not checked for repetition. */
  supporters(slip: string): number {
    return this.#supporters.get(slip) ?? 0;
  }
}
