/** What keeps the core small for as long as it runs. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * From now on a small buffer has memory of its own. Node cuts them out of blocks of 64 KiB, each of which stays for as long as one
 * buffer of it does; mqtt-packet keeps four bytes for each length of packet that it has met, and with them half a MiB a day.
 */
export function takeNoBlocks(): void {
  Buffer.poolSize = 0;
}

/** What the start and the checks needed would else stay with the process. One full collection; some tens of milliseconds, so only where nobody waits. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  collect();
}
