/** What the supervisor and the core say to each other: JSON lines on the core's stdin and stdout, so that secrets stand in no environment and on no command line. */
import type { KioskConfig } from '../../kiosk-config/schema.ts';
import type { HealthKind } from '../contract/health.ts';
import type { SurfaceTokens } from './surface-url.ts';

/**
 * Node's own options for the core: it rests nearly all day on a machine with little memory. Garbage of a page's answer does not need the
 * default's 16 MB halves; what ran at the start and not since is let go and compiled again should it be wanted; and one of V8's two
 * optimizing compilers is enough (measured: docs/decisions/061-disks.md).
 */
export const coreMemoryFlags: readonly string[] = [
  '--max-semi-space-size=4',
  '--no-maglev',
  '--bytecode-old-age=1',
  '--flush-baseline-code',
];

/**
 * The C library's memory for the core (glibc's mallopt(3); others read none of it): one arena instead of one a thread, and what V8
 * needed in pieces of 32 KiB to read the program goes back to the system afterwards. Bytes.
 */
export const coreEnvironment: Readonly<Record<string, string>> = {
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '8192',
  MALLOC_TRIM_THRESHOLD_: '65536',
};

/** `read-only`: the core kept dying; it shows what is there and changes nothing. */
export type CoreMode = 'normal' | 'read-only';

/** First line of the core's stdin. */
export type CoreOrder = {
  /** As its file said when the kiosk was started: the core reads no YAML, and a file that is being written does not end it. */
  config: KioskConfig;
  tokens: SurfaceTokens;
  /** Bearer of `GET /health`, for the supervisor alone. */
  healthToken: string;
  /** Port to listen on; 0 takes a free one, and so does one that is taken. */
  port: number;
  mode: CoreMode;
  /** What has happened to this machine's processes, and how often: a restarted core knows nothing of it. */
  happened: Partial<Record<HealthKind, number>>;
};

/** Every further line of the core's stdin. Its end stops the core. */
export type CoreNotice = { happened: HealthKind };

/** First line of the core's stdout: it listens, and everything is open. */
export type CoreReady = { port: number; pid: number };

/** Answer of `GET /health`: when each surface's page was last heard of. Absent: not since the core started. */
export type CoreHealth = {
  surfaces: Partial<Record<keyof SurfaceTokens, { ageMs: number; screen: 'home' | 'other' }>>;
};
