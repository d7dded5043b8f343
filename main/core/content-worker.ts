/** Entry of the thread that writes content.db: the content service's writer with the search service's index. */
import { parentPort, workerData } from 'node:worker_threads';
import { openForWriting } from '../../db/open.ts';
import { openRecords } from '../../db/records.ts';
import { entryById } from '../catalogue/index.ts';
import { serveActivations } from '../content/activation-worker.ts';
import { ContentWriter } from '../content/content-writer.ts';
import { SearchIndexWriter } from '../search/index-writer.ts';

export type ContentWorkerData = { folder: string };

const { folder } = workerData as ContentWorkerData;
const content = openForWriting(folder, 'content');
const records = openRecords(folder);
const indexer = new SearchIndexWriter(content);
const writer = new ContentWriter({ content, records, indexer, shippedEntry: (id) => entryById(id) });

if (!parentPort) throw new Error('content-worker.ts runs as a worker thread');
serveActivations(parentPort, {
  activate: (activation) => writer.activate(activation),
  carryOutErasures: () => writer.carryOutErasures(),
  close: async () => {
    await writer.close();
    records.close();
  },
});
