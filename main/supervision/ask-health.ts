/** One question to a running core. */
import type { CoreHealth } from '../launch/core-order.ts';

/** A core that is well answers in milliseconds; it is asked again at once. Milliseconds. */
const askLimit = 1_000;

/** @returns what it said; undefined where it did not answer in time, or not as a core does */
export async function askHealth(port: number, token: string): Promise<CoreHealth | undefined> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(askLimit),
    });
    return answer.ok ? ((await answer.json()) as CoreHealth) : undefined;
  } catch {
    return undefined;
  }
}
