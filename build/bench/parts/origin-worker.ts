/** The county's origin in a thread of its own, so that it does not share the terminal's. Ends with its thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { Origin } from '../../../county/serve/origin.ts';

const { dir, url }: { dir: string; url: string } = workerData;
const origin = new Origin({
  dir,
  broker: { url },
  note: ({ event }) => {
    if (event === 'connected') parentPort?.postMessage('connected');
  },
});
parentPort?.on('message', () => {
  void origin.stop().then(() => process.exit());
});
await origin.start();
