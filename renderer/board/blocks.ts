/** What stands on a page: blocks are the whole of an item, pieces the part that fits. */
import type { Table, TableRow } from '../../main/contract/content.ts';
import type { KeyFigure } from '../../main/contract/views.ts';
import type { ColumnGroup } from './columns.ts';
import type { Grid } from './grid.ts';

export interface Paragraph {
  kind: 'paragraph';
  role: 'plain' | 'heading' | 'list' | 'quote' | 'note';
  /** Before the first line of a list item. */
  marker?: string;
  text: string;
}

export interface Figures {
  kind: 'figures';
  figures: readonly KeyFigure[];
}

export interface StageRow {
  title: string;
  line: string;
  missing: boolean;
}

export interface Stages {
  kind: 'stages';
  title: string;
  /** Place of the first row among all stages, from 0. */
  from: number;
  rows: readonly StageRow[];
}

export interface Photo {
  kind: 'photo';
  sha256: string;
  caption: string;
}

export interface TableBlock {
  kind: 'table';
  table: Table;
  header: Grid;
  body: Grid;
  /** Part of the columns that are shown side by side, its number from 0, and how many parts there are. */
  group: ColumnGroup;
  part: number;
  parts: number;
  /** The other parts, to be shown of the same rows after this one. */
  others: readonly ColumnGroup[];
  /** Titles of columns that are not shown at all. */
  left: readonly string[];
  /** Rows, `to` exclusive. */
  from: number;
  to: number;
  /** A cell that no page can hold is cut to this many characters. */
  mostCharacters?: number;
}

export type Piece = Paragraph | Figures | Stages | Photo | TableBlock;
/** A table before its columns are planned, which takes a screen to measure on. */
export type Block = Paragraph | Figures | Stages | Photo | { kind: 'table'; table: Table };

/** A page as `paginate` made it. `more`: the item goes on, but not on this screen. */
export interface Page {
  pieces: readonly Piece[];
  more: boolean;
}

export const rowOf = (block: TableBlock, index: number): TableRow | undefined => block.table.rows[index];

/** The texts of a piece that a person reads. */
export function textsOf(piece: Piece): string[] {
  switch (piece.kind) {
    case 'paragraph':
      return [piece.marker ?? '', piece.text];
    case 'figures':
      return piece.figures.flatMap(({ label, value, unit }) => [label, value, unit]);
    case 'stages':
      return piece.rows.flatMap(({ title, line }) => [title, line]);
    case 'photo':
      return [piece.caption];
    case 'table': {
      const shown = (grid: Grid) =>
        grid.flatMap((row) =>
          [...new Set(piece.group.columns.map((column) => row[column]))].map((cell) => cell?.text ?? ''),
        );
      return [...shown(piece.header), ...shown(piece.body.slice(piece.from, piece.to))];
    }
  }
}
