/** Signed settings of one terminal: one target each, `settings/<village>/<terminal>.json` (R5.4, R6.4). */
import { z } from 'zod';
import { divisionCode, terminalId } from './content.ts';
import { limits } from './limits.ts';

const line = z.string().max(200);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** X25519 public key, 32 bytes, base64url. */
const sealingKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** A picture in the settings themselves, so that it is signed with them. Nothing but these two kinds: they carry no code. */
const facePicture = (bytes: number) =>
  z
    .string()
    .max(Math.ceil(bytes / 3) * 4 + 30)
    .regex(/^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/);
/** The village's and county's own mark, and one picture of the place (R6.4), as `data:` addresses. */
export const face = z.strictObject({
  mark: facePicture(limits.faceMarkBytes).optional(),
  picture: facePicture(limits.facePictureBytes).optional(),
});
export type Face = z.infer<typeof face>;

export const terminalSettings = z.strictObject({
  type: z.literal('sanwu.settings'),
  format: z.literal(1),
  terminal: terminalId,
  village: divisionCode,
  kind: z.enum(['village', 'community']),
  /** Codes of villages merged into this one; their content belongs here too. */
  formerCodes: z.array(divisionCode).max(20),
  /** Names are for people; identity is the code. */
  villageName: line,
  townshipName: line,
  countyName: line,
  /** Public address under which items can be opened on a phone, without a trailing slash; none: QR carries text only. */
  publicAddress: z
    .string()
    .regex(/^https:\/\/[^\s/?#]+(\/[^\s?#]*)?$/)
    .max(200)
    .optional(),
  face: face.extend({
    accent: z
      .string()
      .regex(/^#[0-9A-Fa-f]{6}$/)
      .optional(),
  }),
  /** Supervision channels and who to call. */
  links: z
    .array(z.strictObject({ title: line, url: z.string().max(500).optional(), phone: line.optional() }))
    .max(20),
  /** Seconds without a touch before the warning, and the warning's length (conventions.md, "Idle"). */
  idle: z.strictObject({
    afterSeconds: z.number().int().min(20).max(3600),
    /** On a page with somebody's own things on it; 60 where it is not set. */
    personalSeconds: z.number().int().min(20).max(3600).optional(),
    warningSeconds: z.number().int().min(10).max(120),
  }),
  /** When the machine may switch to new software: a window of the day (`HH:MM`, over midnight where `from` is later), and seconds without anybody there. */
  update: z
    .strictObject({
      from: timeOfDay,
      to: timeOfDay,
      idleSeconds: z.number().int().min(1).max(86_400),
    })
    .optional(),
  /** Catalogues in force for this village, by id; shipped ones or `catalogue/<id>.json` targets. */
  catalogues: z.array(z.string().regex(/^[a-z0-9.-]{1,60}$/)).max(limits.terminalCatalogues),
  /** Head-counts that joint requests are held against (R2.7). */
  headCounts: z
    .strictObject({
      villagers: z.number().int().min(1).max(1_000_000),
      representatives: z.number().int().min(1).max(100_000),
    })
    .optional(),
  /** What is sealed to the county: personal look-ups, and what villagers write (R2.4, R2.5). */
  sealing: z.strictObject({ personal: sealingKey, inbox: sealingKey }).optional(),
  demo: z.literal(true).optional(),
});
export type TerminalSettings = z.infer<typeof terminalSettings>;
