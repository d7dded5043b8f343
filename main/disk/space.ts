/** What the room on the data disk means. Decides only; sizes are bytes. */
import { limits } from '../contract/limits.ts';

export interface Space {
  readonly free: number;
  readonly total: number;
}

export interface Judgement {
  /** Somebody should make room some day. */
  readonly isLow: boolean;
  /** Nothing new may be fetched any more. */
  readonly isFull: boolean;
  /** There is room for the reserve, and it would not be taken away at once again. */
  readonly hasRoomForReserve: boolean;
}

const lowShare = 0.05;
/** What ends at a limit ends this much beyond it, so that it does not come and go. */
const beyond = 1.25;

/** Size of the reserve on a disk of this size: small ones are not half reserve. */
export const reserveSize = (total: number): number => Math.min(limits.reserveBytes, Math.floor(total / 16));

/** What content leaves free. */
const freeKept = (total: number): number => Math.min(limits.freeBytesKept, total / 8);

/** @param before the judgement before this one */
export function judge({ free, total }: Space, before?: Judgement): Judgement {
  const full = freeKept(total);
  const low = Math.max(2 * full, Math.min(limits.lowSpaceBytes, total * lowShare));
  return {
    isLow: free < (before?.isLow ? low * beyond : low),
    isFull: free < (before?.isFull ? full * beyond : full),
    hasRoomForReserve: free > reserveSize(total) + full * beyond,
  };
}
