/** What is wrong with this machine: for the page, for staff, and in the terminal's retained state. Never content, never a person. */
import { z } from 'zod';
import { instant } from './content.ts';

/** Each kind has its sentence in main/text/health.ts. */
export const healthKinds = [
  // disks
  'storage-low',
  'storage-full',
  'storage-read-only',
  'storage-locked',
  'content-rebuilding',
  'content-set-aside',
  'records-salvaged',
  'records-unavailable',
  'future-database',
  'backup-failed',
  // processes
  'core-restarted',
  'core-read-only',
  'page-restarted',
  'shell-restarted',
  // software
  'update-staged',
  'update-failed',
  'update-rolled-back',
] as const;
export const healthKind = z.enum(healthKinds);
export type HealthKind = z.infer<typeof healthKind>;

/** `since`: when it was first seen, UTC ms. `count` and `latest`: how often since then and when last, where it is a thing that happens. */
export const healthProblem = z.strictObject({
  kind: healthKind,
  since: instant,
  count: z.number().int().min(1).max(1_000_000).optional(),
  latest: instant.optional(),
});
export type HealthProblem = z.infer<typeof healthProblem>;

/** One of a kind at most, so this bounds the list. */
export const healthProblems = z.array(healthProblem).max(healthKinds.length);
