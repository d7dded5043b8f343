/**
 * Takes what a villager writes (R2.5, R2.7): sealed to the county first, then on disk (synchronous FULL), and only then is
 * it said to be handed in. Nothing readable of it is ever on this machine.
 */
import { randomBytes } from 'node:crypto';
import { SanwuError } from '../contract/errors.ts';
import {
  type FeedbackContent,
  type FeedbackDraft,
  type FeedbackMessage,
  type FeedbackOutcome,
  type FeedbackTicket,
  sealedFor,
} from '../contract/feedback.ts';
import { isSlipNumber } from '../contract/slip-number.ts';
import { seal, sealingKeyId } from '../trust/sealed.ts';
import { newSlipNumber } from '../trust/slip-number.ts';

/** What is sealed is padded to multiples of these, so that its length says little. Bytes. */
const contentBucket = 2_048;
const ticketBucket = 256;

/** The county's public sealing keys, raw, from verified settings. */
export type CountyKeys = { personal: Uint8Array; inbox: Uint8Array };

export type FeedbackParts = {
  terminal: string;
  village: string;
  /** Undefined until signed settings with keys have come. */
  keys: () => CountyKeys | undefined;
  /** Durable when it returns. @throws SanwuError of a storage kind */
  putOutbox: (entry: { id: string; kind: string; payload: Uint8Array; createdAt: number }) => void;
  /** Something new waits to be sent. */
  waiting: () => void;
  /** Title of an item as it was shown; undefined where it is not here. */
  titleOf: (id: string, version: number) => string | undefined;
  /** Trusted UTC ms. */
  now: () => number;
};

const refused = (reason: Extract<FeedbackOutcome, { outcome: 'refused' }>['reason']): FeedbackOutcome => ({
  outcome: 'refused',
  reason,
});

/** Whether everything is there that its kind needs. */
function isComplete({ kind, text, as, supports, item }: FeedbackDraft): boolean {
  if (kind === 'support') return as !== undefined && supports !== undefined && isSlipNumber(supports);
  if (kind === 'joint') return text !== '' && as !== undefined;
  if (kind === 'error') return item !== undefined;
  return text !== '';
}

export class Feedback {
  readonly #parts: FeedbackParts;

  constructor(parts: FeedbackParts) {
    this.#parts = parts;
  }

  /** Seals and keeps it. Refused: nothing was kept, and why. @throws what is a bug */
  async submit(draft: FeedbackDraft): Promise<FeedbackOutcome> {
    const { keys, now, putOutbox, waiting } = this.#parts;
    if (!isComplete(draft)) return refused('incomplete');
    const county = keys();
    if (!county) return refused('no-key');
    const at = Math.trunc(now());
    const slip = newSlipNumber();
    const message = await this.#sealed(draft, slip, at, county);
    try {
      const payload = Buffer.from(JSON.stringify(message));
      putOutbox({ id: message.id, kind: 'feedback', payload, createdAt: at });
    } catch (error) {
      if (!(error instanceof SanwuError)) throw error;
      return refused(error.kind === 'storage-full' ? 'storage-full' : 'storage');
    }
    waiting();
    return { outcome: 'submitted', slip, at };
  }

  async #sealed(
    draft: FeedbackDraft,
    slip: string,
    at: number,
    county: CountyKeys,
  ): Promise<FeedbackMessage> {
    const { terminal, village, titleOf } = this.#parts;
    const itemTitle = draft.item && titleOf(draft.item.id, draft.item.version);
    const content: FeedbackContent = {
      type: 'sanwu.feedback',
      format: 1,
      ...draft,
      // A complaint is nobody's business but the county's, whatever the page asked for.
      answer: draft.kind === 'complaint' ? 'private' : draft.answer,
      slip,
      village,
      at,
      ...(itemTitle === undefined ? {} : { itemTitle }),
    };
    const { kind, supports } = draft;
    const ticket: FeedbackTicket = {
      type: 'sanwu.ticket',
      format: 1,
      slip,
      kind,
      ...(supports === undefined ? {} : { supports }),
    };
    const text = async (key: Uint8Array, info: string, value: unknown, bucket: number) =>
      (await seal(key, info, Buffer.from(JSON.stringify(value)), bucket)).toString('base64url');
    return {
      id: randomBytes(16).toString('base64url'),
      terminal,
      at,
      inboxKey: sealingKeyId(county.inbox),
      personalKey: sealingKeyId(county.personal),
      content: await text(county.inbox, sealedFor.feedback, content, contentBucket),
      ticket: await text(county.personal, sealedFor.ticket, ticket, ticketBucket),
    };
  }
}
