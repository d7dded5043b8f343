/** What the databases of a kiosk hold, as something to compare. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { sha256Hex } from '../../../main/trust/digest.ts';

type Row = Record<string, unknown>;

/** Tables whose rows are what people wrote; not the search index, nor the mark that it has to be made anew. */
function tablesOf(database: Sqlite.Database): string[] {
  const rows = database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%' AND name <> 'search_outdated'",
    )
    .all() as { name: string }[];
  return rows.map(({ name }) => name).sort();
}

const asText = (value: unknown) => (Buffer.isBuffer(value) ? value.toString('hex') : value);

/** Table → digest of all its rows. Rows are compared in the named columns, all by default. */
export function rowsOf(
  database: Sqlite.Database,
  columns?: ReadonlyMap<string, readonly string[]>,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const table of columns?.keys() ?? tablesOf(database)) {
    const chosen =
      columns
        ?.get(table)
        ?.map((name) => `"${name}"`)
        .join(', ') ?? '*';
    const rows = database.prepare(`SELECT ${chosen} FROM "${table}"`).all() as Row[];
    const lines = rows.map((row) => JSON.stringify(Object.values(row).map(asText))).sort();
    found.set(table, `${rows.length} rows ${sha256Hex(Buffer.from(lines.join('\n')))}`);
  }
  return found;
}

/** Table → its columns. */
export function columnsOf(database: Sqlite.Database): Map<string, string[]> {
  const columns = (table: string) =>
    (database.pragma(`table_info("${table}")`) as { name: string }[]).map(({ name }) => name);
  return new Map(tablesOf(database).map((table) => [table, columns(table)]));
}

/** Opens what a killed process left, as the next one would; `undefined` where there is none. The caller closes it. */
export function openLeft(folder: string, name: 'content' | 'records'): Sqlite.Database | undefined {
  const file = path.join(folder, `${name}.db`);
  return existsSync(file) ? new Sqlite(file) : undefined;
}

/** `ok`, or what SQLite finds wrong, the search index included. */
export function integrityOf(database: Sqlite.Database): string {
  const rows = database.pragma('integrity_check') as { integrity_check: string }[];
  const foreign = database.pragma('foreign_key_check') as unknown[];
  return [...rows.map((row) => row.integrity_check), ...foreign.map((row) => JSON.stringify(row))].join('; ');
}
