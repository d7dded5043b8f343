/** Whether content.db still says what was signed: its pages, and each version against its own digest. */
import type { Database } from 'better-sqlite3';
import { damageOf } from '../../db/check.ts';
import { itemDigest } from '../trust/digest.ts';

type VersionRow = { digest: string; content: string; title: string | null };

/** A pause after this many versions, for whoever shares the processor. */
const versionsAtOnce = 200;

function saysWhatWasSigned({ digest, content, title }: VersionRow): boolean {
  try {
    const version = JSON.parse(content) as { title?: unknown };
    return itemDigest(version) === digest && (title === null || title === version.title);
  } catch {
    return false;
  }
}

/**
 * Reads all of it; seconds for ten thousand items, so never on the thread that answers pages.
 * @param database a connection that nobody else uses meanwhile
 * @returns whether it is damaged. @throws what SQLite throws for a lock or a full disk
 */
export async function isContentDamaged(database: Database): Promise<boolean> {
  if (damageOf(database, 'content')) return true;
  const rows = database.prepare<[number], VersionRow & { at: number }>(`
    SELECT versions.rowid AS at, versions.digest, versions.content, items.title
    FROM versions
    LEFT JOIN items ON items.number = versions.item AND items.version = versions.version AND items.state = 'published'
    WHERE versions.content IS NOT NULL AND versions.rowid > ?
    ORDER BY versions.rowid LIMIT ${versionsAtOnce}`);
  for (let last = 0, some = rows.all(last); some.length > 0; some = rows.all(last)) {
    if (!some.every(saysWhatWasSigned)) return true;
    last = some.at(-1)?.at ?? last;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return false;
}
