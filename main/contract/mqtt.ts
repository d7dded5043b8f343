/**
 * MQTT: topics and payloads between a county's origin and its terminals. Plain MQTT 3.1.1; a hint and a pipe,
 * never the truth (design.md). All JSON is UTF-8. docs/protocol.md describes the same for other implementers.
 */
import { z } from 'zod';
import { divisionCode, instant, itemId, sha256, terminalId } from './content.ts';
import { healthKinds, healthProblem } from './health.ts';
import { limits } from './limits.ts';
import { updateState } from './software.ts';

/** `county` is the county's 12-digit code. `1` is the protocol's version. */
export const topics = {
  /** county → its villages: something changed for this division (village, township or county code). Retained, QoS 1. */
  changed: (county: string, division: string) => `sanwu/1/${county}/changed/${division}`,
  /** terminal → county: a request. QoS 0; the terminal repeats it until answered. */
  request: (county: string, terminal: string) => `sanwu/1/${county}/terminal/${terminal}/request`,
  /** county → terminal: the answer. QoS 0. */
  response: (county: string, terminal: string) => `sanwu/1/${county}/terminal/${terminal}/response`,
  /** terminal → county: its state. Retained, QoS 1, with a last will of the same session. */
  state: (county: string, terminal: string) => `sanwu/1/${county}/terminal/${terminal}/state`,
  /** terminal → county: something a person at the county must see. QoS 1, kept in the outbox until acknowledged. */
  alert: (county: string, terminal: string) => `sanwu/1/${county}/terminal/${terminal}/alert`,
  /** terminal → county: what a villager wrote, sealed. QoS 1, kept in the outbox until the county's receipt: PUBACK is the broker's. */
  feedback: (county: string, terminal: string) => `sanwu/1/${county}/terminal/${terminal}/feedback`,
} as const;

/** Wildcards that the origin subscribes to. */
export const originSubscriptions = (county: string) =>
  [
    `sanwu/1/${county}/terminal/+/request`,
    `sanwu/1/${county}/terminal/+/state`,
    `sanwu/1/${county}/terminal/+/alert`,
    `sanwu/1/${county}/terminal/+/feedback`,
  ] as const;

/** Payload of `changed`. `timestamp` is the version of the TUF timestamp that carries the change. */
export const changedHint = z.strictObject({ timestamp: z.number().int(), at: instant });
export type ChangedHint = z.infer<typeof changedHint>;

/** Paths a terminal may ask for: TUF metadata and content-addressed files, exactly as they lie in the county folder. */
export const repositoryPath = z
  .string()
  .max(300)
  .regex(/^(metadata\/[A-Za-z0-9%._-]+\.json|targets\/[0-9a-f]{64})$/);

export const terminalRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
    kind: z.literal('chunk'),
    path: repositoryPath,
    /** Byte offset; the answer carries up to `length` bytes from it, at most `limits.chunkBytes`. */
    offset: z.number().int().min(0).max(limits.attachmentBytes),
    length: z.number().int().min(1).max(limits.chunkBytes),
  }),
  z.strictObject({
    id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
    kind: z.literal('time'),
    /** 16 random bytes, base64url. */
    nonce: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  }),
  z.strictObject({
    id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
    kind: z.literal('sealed'),
    /** Id of the county's key, and the question sealed to it (contract/sealed-question.ts), base64url. */
    key: sha256,
    question: z.string().regex(/^[A-Za-z0-9_-]{1,1200}$/),
  }),
]);
export type TerminalRequest = z.infer<typeof terminalRequest>;

/** First line of a response; for a chunk the bytes follow after one `\n`. */
export const responseHeader = z.discriminatedUnion('kind', [
  z.strictObject({
    id: z.string().max(40),
    kind: z.literal('chunk'),
    path: z.string().max(300),
    status: z.enum(['ok', 'missing', 'busy']),
    offset: z.number().int(),
    /** Bytes that follow. */
    length: z.number().int(),
    /** Whole size of the file. */
    total: z.number().int(),
  }),
  z.strictObject({
    id: z.string().max(40),
    kind: z.literal('time'),
    nonce: z.string().max(40),
    /** The county's clock, and the timestamp role's Ed25519 signature over `sanwu-time\n<nonce>\n<at>`. */
    at: instant,
    keyid: sha256,
    signature: z.string().regex(/^[0-9a-f]{128}$/),
  }),
  /** The sealed answer follows; none unless `ok`. `unknown-key`: sealed to a key that the county does not hold. */
  z.strictObject({
    id: z.string().max(40),
    kind: z.literal('sealed'),
    status: z.enum(['ok', 'busy', 'unknown-key']),
    length: z.number().int().min(0).max(limits.chunkBytes),
  }),
  /** The county has this feedback on its disk. */
  z.strictObject({ id: z.string().max(40), kind: z.literal('receipt') }),
]);
export type ResponseHeader = z.infer<typeof responseHeader>;

/** Problems of kinds that this version knows; those of a newer terminal are left out. */
const knownProblems = z
  .array(z.unknown())
  .max(4 * healthKinds.length)
  .transform((problems) =>
    problems.flatMap((problem) => {
      const { data } = healthProblem.safeParse(problem);
      return data ? [data] : [];
    }),
  );

/**
 * Retained state of a terminal. `session` is new at each connection, so that an old death never beats a new birth. A county
 * may be older than its terminals: what it does not know in a state is left out, the state itself is taken.
 */
export const terminalState = z.object({
  terminal: terminalId,
  village: divisionCode,
  session: z.string().max(40),
  /** Grows with each start of the core and each connection; the greater one is the newer. */
  epoch: z.number().int(),
  online: z.boolean(),
  at: instant,
  software: z.string().max(40).optional(),
  /** Where a newer version stands; absent: nothing to say. */
  update: updateState.optional().catch(undefined),
  /** Version of the TUF timestamp whose content is shown, and of each index shown (`division/signer` → sequence). */
  timestamp: z.number().int().optional(),
  indexes: z.record(z.string().max(60), z.number().int()).optional(),
  /** Last erasures carried out here, newest last. */
  erased: z
    .array(z.strictObject({ id: itemId, at: instant }))
    .max(200)
    .optional(),
  /** Why the newest content could not be taken, if it could not. */
  trouble: z.strictObject({ kind: z.string().max(60), since: instant }).optional(),
  printer: z.string().max(30).optional(),
  clockInDoubt: z.boolean().optional(),
  /** What is wrong with the machine itself; absent or empty: nothing known. */
  health: knownProblems.optional(),
});
export type TerminalState = z.infer<typeof terminalState>;

export const terminalAlert = z.strictObject({
  id: z.string().max(40),
  terminal: terminalId,
  at: instant,
  kind: z.enum(['foreign-content', 'bad-signature', 'duplicate-client', 'rollback', 'limit', 'broken-file']),
  /** File or role concerned; never content, never a person. */
  subject: z.string().max(300),
});
export type TerminalAlert = z.infer<typeof terminalAlert>;
