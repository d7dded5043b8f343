/**
 * Entry of a process: a writer of content that kills itself (SIGKILL) when an erasure's tombstone is on disk and the swap that
 * takes the content away is not committed. Argument: its data folder, which shows `packOf([published(version(1))])`.
 */
import { openRecords } from '../../db/records.ts';
import { openContentWriter } from '../../main/content/content-writer.ts';
import { SearchIndexWriter } from '../../main/search/index-writer.ts';
import { pinyinReader } from '../main/content/opened.ts';
import { activationOf, erased, packOf, version } from '../main/content/sample.ts';

const folder = process.argv[2] ?? '';
const records = openRecords(folder);
const writer = openContentWriter(folder, {
  records: {
    tombstone: (id) => records.tombstone(id),
    pendingErasures: () => records.pendingErasures(),
    addTombstones: (tombstones) => {
      records.addTombstones(tombstones);
      process.kill(process.pid, 'SIGKILL');
    },
  },
  indexer: (content) => new SearchIndexWriter(content, pinyinReader),
  shippedEntry: () => undefined,
});
await writer.activate(activationOf([packOf([erased(version(1))])], 2));
