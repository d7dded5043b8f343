/**
 * Takes what a villager writes (R2.5, R2.7): sealed to the county first, then on disk (synchronous FULL), and only then is
 * it said to be handed in. Nothing readable of it is ever on this machine.
 */
import { SanwuError } from '../contract/errors.ts';
import {
  type FeedbackContent,
  type FeedbackDraft,
  type FeedbackMessage,
  type FeedbackOutcome,
  type FeedbackTicket,
  sealedFor,
} from '../contract/feedback.ts';
import { limits } from '../contract/limits.ts';
import { isSlipNumber } from '../contract/slip-number.ts';
import { seal, sealingKeyId } from '../trust/sealed.ts';
import { type MessageName, nameOf } from './submission.ts';

/** What is sealed is padded to multiples of these, so that its length says little. Bytes. */
const contentBucket = 2_048;
const ticketBucket = 256;
/** Of the outbox. */
const kind = 'feedback';

/** The county's public sealing keys, raw, from verified settings. */
export type CountyKeys = { personal: Uint8Array; inbox: Uint8Array };

/** What is kept until the county has it. @throws SanwuError of a storage kind, all of them */
export type FeedbackOutbox = {
  /** Durable when it returns. */
  put(entry: { id: string; kind: string; payload: Uint8Array; createdAt: number }): void;
  /** When the message was kept, UTC ms; undefined: it never was. */
  keptAt(id: string): number | undefined;
  /** Messages of this kind that the county does not have yet. */
  waiting(kind: string): number;
};

export type FeedbackParts = {
  terminal: string;
  village: string;
  /** Undefined until signed settings with keys have come. */
  keys: () => CountyKeys | undefined;
  outbox: FeedbackOutbox;
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

  /** Seals and keeps it; what is kept already is not kept again. Refused: nothing was kept, and why. @throws what is a bug */
  async submit(draft: FeedbackDraft): Promise<FeedbackOutcome> {
    if (!isComplete(draft)) return refused('incomplete');
    const name = nameOf(draft);
    try {
      const at = this.#parts.outbox.keptAt(name.id);
      return at === undefined ? await this.#keep(draft, name) : { outcome: 'submitted', slip: name.slip, at };
    } catch (error) {
      if (!(error instanceof SanwuError)) throw error;
      return refused(error.kind === 'storage-full' ? 'storage-full' : 'storage');
    }
  }

  async #keep(draft: FeedbackDraft, name: MessageName): Promise<FeedbackOutcome> {
    const { keys, now, outbox, waiting } = this.#parts;
    const county = keys();
    if (!county) return refused('no-key');
    if (outbox.waiting(kind) >= limits.feedbackWaiting) return refused('outbox-full');
    const at = Math.trunc(now());
    const message = await this.#sealed(draft, name, at, county);
    const payload = Buffer.from(JSON.stringify(message));
    outbox.put({ id: name.id, kind, payload, createdAt: at });
    waiting();
    return { outcome: 'submitted', slip: name.slip, at };
  }

  async #sealed(
    { submission: _secret, ...words }: FeedbackDraft,
    { id, slip }: MessageName,
    at: number,
    county: CountyKeys,
  ): Promise<FeedbackMessage> {
    const { terminal, village, titleOf } = this.#parts;
    const { kind: about, item, supports } = words;
    const itemTitle = item && titleOf(item.id, item.version);
    const content: FeedbackContent = {
      type: 'sanwu.feedback',
      format: 1,
      ...words,
      // A complaint is nobody's business but the county's, whatever the page asked for.
      answer: about === 'complaint' ? 'private' : words.answer,
      slip,
      village,
      at,
      ...(itemTitle === undefined ? {} : { itemTitle }),
    };
    const ticket: FeedbackTicket = {
      type: 'sanwu.ticket',
      format: 1,
      slip,
      kind: about,
      ...(supports === undefined ? {} : { supports }),
    };
    const text = async (key: Uint8Array, info: string, value: unknown, bucket: number) =>
      (await seal(key, info, Buffer.from(JSON.stringify(value)), bucket)).toString('base64url');
    return {
      id,
      terminal,
      at,
      inboxKey: sealingKeyId(county.inbox),
      personalKey: sealingKeyId(county.personal),
      content: await text(county.inbox, sealedFor.feedback, content, contentBucket),
      ticket: await text(county.personal, sealedFor.ticket, ticket, ticketBucket),
    };
  }
}
