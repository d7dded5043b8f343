import { useState } from 'react';
import { stage as stageWords, table as words } from '../../main/text/board.ts';
import { TotalMarks } from '../shared/table.tsx';
import {
  type Figures,
  type Paragraph,
  type Photo,
  type Piece,
  rowOf,
  type Stages,
  type TableBlock,
} from './blocks.ts';
import { cutGrid, type PlacedCell } from './grid.ts';
import styles from './pieces.module.css';

/** Where a photo of the shown item is, by its hash. */
export type PhotoAddress = (sha256: string) => string | undefined;

function ParagraphPiece({ piece }: { piece: Paragraph }) {
  return (
    <p className={styles[piece.role]}>
      {piece.marker === undefined ? null : <span className={styles.marker}>{piece.marker}</span>}
      {piece.text}
    </p>
  );
}

function FiguresPiece({ piece }: { piece: Figures }) {
  return (
    <dl className={styles.figures}>
      {piece.figures.map(({ label, value, unit }) => (
        <div key={label} className={styles.figure}>
          <dt className={styles.figureLabel}>{label}</dt>
          <dd className={styles.figureValue}>
            {value}
            <span className={styles.figureUnit}>{unit}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function StagesPiece({ piece }: { piece: Stages }) {
  return (
    <section>
      {piece.from === 0 ? <h3 className={styles.caption}>{piece.title}</h3> : null}
      <ol className={styles.stages}>
        {piece.rows.map(({ title, line, missing }, index) => (
          <li key={title} className={styles.stage}>
            <span className={missing ? styles.numberMissing : styles.number}>{piece.from + index + 1}</span>
            <span className={styles.stageTitle}>{title}</span>
            <span className={line === stageWords.missing ? styles.missing : styles.stageLine}>{line}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The address of the moment it appears: a renewed one would load the same picture again. */
function PhotoPiece({ piece, address }: { piece: Photo; address: PhotoAddress }) {
  const [source] = useState(() => address(piece.sha256));
  return (
    <figure className={styles.photo}>
      <img className={styles.picture} src={source} alt={piece.caption} />
      {piece.caption === '' ? null : <figcaption className={styles.photoCaption}>{piece.caption}</figcaption>}
    </figure>
  );
}

const isFigure = (piece: TableBlock, column: number) =>
  ['money', 'number'].includes(piece.table.columns[column]?.kind ?? '');

const alignment = (piece: TableBlock, { column, columnSpan }: PlacedCell) =>
  columnSpan === 1 && isFigure(piece, column) ? styles.right : undefined;

function cellText(text: string, most: number | undefined): string {
  const characters = most === undefined ? [] : [...text];
  return most === undefined || characters.length <= most
    ? text
    : `${characters.slice(0, most).join('')}${words.cut}`;
}

function tableLabel(piece: TableBlock): string {
  const parts = piece.parts > 1 ? [words.columnPart(piece.part + 1, piece.parts)] : [];
  const whole = piece.from === 0 && piece.to === piece.table.rows.length;
  return [...(whole ? [] : [words.rows(piece.from + 1, piece.to, piece.table.rows.length)]), ...parts].join(
    ' · ',
  );
}

function Head({ piece }: { piece: TableBlock }) {
  const rows = cutGrid(piece.header, 0, piece.header.length, piece.group.columns);
  const lines = rows.map((cells, index) => ({ index, cells }));
  return (
    <thead>
      {lines.map(({ index, cells }) => (
        <tr key={index}>
          {cells.map((cell) => (
            <th
              key={cell.column}
              scope="col"
              colSpan={cell.columnSpan}
              rowSpan={cell.rowSpan}
              className={cell.columnSpan > 1 ? styles.spanning : alignment(piece, cell)}
            >
              {cell.text}
            </th>
          ))}
        </tr>
      ))}
    </thead>
  );
}

function TablePiece({ piece }: { piece: TableBlock }) {
  const { group, from, to } = piece;
  const lines = cutGrid(piece.body, from, to, group.columns).map((cells, index) => ({
    index: from + index,
    cells,
  }));
  const total = group.widths.reduce((sum, width) => sum + width, 0);
  const label = tableLabel(piece);
  const ends = to === piece.table.rows.length && piece.part === piece.parts - 1;
  return (
    <section>
      <div className={styles.tableTop}>
        <h3 className={styles.caption}>{piece.table.title}</h3>
        <p className={styles.rows}>{label}</p>
      </div>
      <table className={styles.table}>
        <colgroup>
          {group.columns.map((column, index) => (
            <col key={column} style={{ width: `${((group.widths[index] ?? 0) / total) * 100}%` }} />
          ))}
        </colgroup>
        <Head piece={piece} />
        <tbody>
          {lines.map(({ index, cells }) => (
            <tr key={index} data-row={index + 1} className={styles[rowOf(piece, index)?.kind ?? 'row']}>
              {cells.map((cell) => (
                <td
                  key={cell.column}
                  colSpan={cell.columnSpan}
                  rowSpan={cell.rowSpan}
                  className={alignment(piece, cell)}
                >
                  {cellText(cell.text, piece.mostCharacters)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {ends ? <TotalMarks table={piece.table} /> : null}
    </section>
  );
}

function PieceView({ piece, address }: { piece: Piece; address: PhotoAddress }) {
  switch (piece.kind) {
    case 'paragraph':
      return <ParagraphPiece piece={piece} />;
    case 'figures':
      return <FiguresPiece piece={piece} />;
    case 'stages':
      return <StagesPiece piece={piece} />;
    case 'photo':
      return <PhotoPiece key={piece.sha256} piece={piece} address={address} />;
    case 'table':
      return <TablePiece piece={piece} />;
  }
}

/** What stands on a page, below one another. Also what is measured. */
export function Pieces({ pieces, address }: { pieces: readonly Piece[]; address: PhotoAddress }) {
  const numbered = pieces.map((piece, number) => ({ piece, number }));
  return (
    <div className={styles.pieces}>
      {numbered.map(({ piece, number }) => (
        <PieceView key={number} piece={piece} address={address} />
      ))}
    </div>
  );
}
