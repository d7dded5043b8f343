/** My subsidies (R2.4): asked of the county at the moment, end to end encrypted; nothing of it is kept on the terminal. */
import { z } from 'zod';
import { instant } from './content.ts';
import { limits } from './limits.ts';

/** Resident identity number (GB 11643-1999): 17 digits and a check character. */
export const identityNumber = z.string().regex(/^\d{17}[\dX]$/);
/** As written on the identity card. */
export const personName = z.string().trim().min(1).max(40);

export const personalQuestion = z.strictObject({
  type: z.literal('personal'),
  name: personName,
  idNumber: identityNumber,
});

/** One payment, as the programme's department gave it. Money in 分. */
export const personalRecord = z.strictObject({
  programme: z.string().max(100),
  department: z.string().max(100).optional(),
  /** `2026`, `2026Q3`, `2026-07`. */
  period: z.string().max(20),
  fen: z.number().int(),
  /** Quantity and rate where the programme has them: 3.2亩, 120元/亩. */
  basis: z.string().max(200).optional(),
  paidOn: z.string().max(20).optional(),
  /** Last digits of the account it went to, already masked. */
  account: z.string().max(30).optional(),
  note: z.string().max(200).optional(),
});
export type PersonalRecord = z.infer<typeof personalRecord>;

/** The same for a wrong name, a wrong number and nobody on record: no records, and nothing said about why. */
export const personalAnswer = z.object({
  type: z.literal('personal'),
  records: z.array(personalRecord).max(limits.personalRecords),
  /** More than `limits.personalRecords` are on record: the newest are here. */
  more: z.boolean(),
  /** When the newest of the county's lists was taken in, UTC ms. */
  asOf: instant.optional(),
});
export type PersonalAnswer = z.infer<typeof personalAnswer>;

/** Own subsidies as the page hands them over to be printed (R2.6): what stands on paper and nothing else. */
export const subsidiesOnPaper = z.strictObject({
  records: z
    .array(personalRecord.pick({ programme: true, period: true, fen: true }))
    .min(1)
    .max(limits.personalRecords),
  asOf: instant.optional(),
  more: z.boolean(),
});
export type SubsidiesOnPaper = z.infer<typeof subsidiesOnPaper>;
