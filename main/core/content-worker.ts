/** Entry of the thread that writes content.db, and of what else takes long on a disk: checks and backups. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { backUpRecords } from '../../db/backup.ts';
import { checkpoint, openForReading, openForWriting } from '../../db/open.ts';
import { openRecords } from '../../db/records.ts';
import { entryById } from '../catalogue/index.ts';
import type { Activation, ActivationResult } from '../content/activation.ts';
import { type Chores, serveActivations } from '../content/activation-worker.ts';
import { isContentDamaged } from '../content/content-check.ts';
import { ContentWriter } from '../content/content-writer.ts';
import { removeDamagedFiles } from '../content/file-check.ts';
import { keepMetadata } from '../content/kept-metadata.ts';
import { readLexicon } from '../pinyin/lexicon.ts';
import { Reader } from '../pinyin/readings.ts';
import { programFiles } from '../program/program-files.ts';
import { SearchIndexWriter } from '../search/index-writer.ts';

/** `contentFolder`: where content.db lies; `folder`: everything else. */
/** What was read of a PDF file. */
export type FileText = { sha256: string; text: string };

export type ContentWorkerData = { folder: string; contentFolder: string };

const { folder, contentFolder } = workerData as ContentWorkerData;

let knownReader: Reader | undefined;

function reader(): Reader {
  const read = () => readLexicon(gunzipSync(readFileSync(programFiles.lexicon())).toString());
  knownReader ??= new Reader(read());
  return knownReader;
}

type Opened = { writer: ContentWriter; close: () => Promise<void> };
let opened: Opened | undefined;

/** Opened when something is to be written: what cannot be opened is the answer to that, not the thread's end. */
function open(): Opened {
  const content = openForWriting(contentFolder, 'content');
  try {
    const records = openRecords(folder);
    const indexer = new SearchIndexWriter(content, reader);
    const writer = new ContentWriter({ content, records, indexer, shippedEntry: (id) => entryById(id) });
    const close = async () => {
      // Nothing waits in the log while the kiosk rests: it may be lost, and the database be copied without it.
      if (content.database.open) checkpoint(content);
      await writer.close();
      records.close();
    };
    return { writer, close };
  } catch (error) {
    content.database.close();
    throw error;
  }
}

function writer(): ContentWriter {
  opened ??= open();
  return opened.writer;
}

async function close(): Promise<void> {
  const before = opened;
  opened = undefined;
  await before?.close();
}

async function activate(activation: Activation) {
  let result: ActivationResult;
  try {
    result = await writer().activate(activation);
  } catch (error) {
    // Opened anew the next time: what the disk refuses now it may take then.
    await close().catch(() => undefined);
    throw error;
  }
  try {
    keepMetadata(folder, activation.metadata);
  } catch {
    // Content is in place. What is kept for a broken database is older until the next time.
  }
  return result;
}

const chores: Chores = {
  isContentDamaged: async () => {
    const { database } = openForReading(contentFolder, 'content');
    try {
      return await isContentDamaged(database);
    } finally {
      database.close();
    }
  },
  removeDamagedFiles: () => removeDamagedFiles(path.join(folder, 'files')),
  renewIndex: () => writer().renewIndex(),
  takeFileText: (given) => {
    const { sha256, text } = given as FileText;
    return writer().takeFileText(sha256, text);
  },
  backUpRecords: () => backUpRecords(folder, Date.now()),
};

if (!parentPort) throw new Error('content-worker.ts runs as a worker thread');
serveActivations(
  parentPort,
  {
    activate,
    carryOutErasures: async () => writer().carryOutErasures(),
    close,
  },
  chores,
  new Set(['isContentDamaged', 'removeDamagedFiles', 'backUpRecords']),
);
