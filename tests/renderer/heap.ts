/** What a page's memory still says, after everything that can be collected was. */
import type { Page } from 'playwright-core';

/** Words of `words` that stand in some string of the page's heap. */
export async function foundInHeap(page: Page, words: readonly string[]): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  // What finalizers let go is collected by the second.
  for (let round = 0; round < 2; round += 1) await session.send('HeapProfiler.collectGarbage');
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  const { strings } = JSON.parse(chunks.join('')) as { strings: string[] };
  return words.filter((word) => strings.some((text) => text.includes(word)));
}
