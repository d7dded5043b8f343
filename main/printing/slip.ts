/**
 * What stands on a slip, independent of paper width and printer. Texts are plain text for people; control
 * characters in them are dropped when the slip is laid out, so content can never speak to the printer.
 */
import { z } from 'zod';
import { limits } from '../contract/limits.ts';

const text = z.string().max(limits.slipTextCharacters);
const align = z.enum(['left', 'center', 'right']);

/** A table column. `width` is a share of the line among the columns; without it the cells' own widths decide. */
const column = z.strictObject({ title: text, width: z.number().positive().max(1000).optional(), align });
export type SlipColumn = z.infer<typeof column>;

const slipBlock = z.discriminatedUnion('type', [
  /** Level 1: the slip's subject, large. Level 2: a section. */
  z.strictObject({ type: z.literal('heading'), level: z.union([z.literal(1), z.literal(2)]), text }),
  z.strictObject({ type: z.literal('text'), text, align: align.optional(), bold: z.boolean().optional() }),
  /** Label on the left, value on the right, on one line where it fits. */
  z.strictObject({ type: z.literal('pair'), label: text, value: text, strong: z.boolean().optional() }),
  z.strictObject({
    type: z.literal('table'),
    columns: z.array(column).min(1).max(limits.tableColumns),
    rows: z.array(z.array(text)).max(limits.slipTableRows),
    /** The last row is a total, printed bold below a rule. */
    total: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('rule'), style: z.enum(['single', 'double']) }),
  z.strictObject({
    type: z.literal('qr'),
    text: z.string().refine((value) => Buffer.byteLength(value, 'utf8') <= limits.slipQrBytes, 'slipQrBytes'),
  }),
  z.strictObject({ type: z.literal('footer'), text }),
]);
export type SlipBlock = z.infer<typeof slipBlock>;

export const slip = z.strictObject({ blocks: z.array(slipBlock).min(1).max(limits.slipBlocks) });
export type Slip = z.infer<typeof slip>;

/** The slip's QR does not fit on this paper. */
export class SlipTooLargeError extends Error {
  readonly kind = 'too-large';
  constructor() {
    super('slip too large');
    this.name = 'SlipTooLargeError';
  }
}
