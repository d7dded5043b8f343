/**
 * A villager's own sign-in (凭账号进入, R1.6): opens the original vouchers that the catalogue keeps for villagers. The county
 * says whether it knows the person, the core gives a right for this visit, the page only asks.
 */
import { z } from 'zod';
import { itemId } from './content.ts';
import { identityNumber, personName } from './personal.ts';

export const visitorQuestion = z.strictObject({
  type: z.literal('visitor'),
  name: personName,
  idNumber: identityNumber,
});

/** `no-register`: the county has taken in no list of people, so it can know nobody. */
export const visitorAnswer = z.object({
  type: z.literal('visitor'),
  standing: z.enum(['known', 'unknown', 'no-register']),
});
export type VisitorStanding = z.infer<typeof visitorAnswer>['standing'];

/** 16 random bytes, base64url: in the core's and the page's memory, nowhere else. */
export const visitorRight = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** Which files are wanted: those of one line of the item's first table (from 1), or the item's own where `row` is absent. */
export const voucherInput = z.strictObject({
  id: itemId,
  version: z.number().int().min(1),
  row: z.number().int().min(1).optional(),
  right: visitorRight,
});
export type VoucherInput = z.infer<typeof voucherInput>;
