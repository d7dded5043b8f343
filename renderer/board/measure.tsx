/** Measures pages with the real components, styles and fonts, out of sight. */
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import type { Table } from '../../main/contract/content.ts';
import { type Piece, textsOf } from './blocks.ts';
import type { ColumnNeed } from './columns.ts';
import { countCharacters } from './dwell.ts';
import { headerGrid } from './grid.ts';
import styles from './measure.module.css';
import type { Screen } from './paginate.ts';
import { Pieces } from './pieces.tsx';
import { BoardScreen, type BoardScreenProps } from './screen.tsx';

/** Rows looked at for the widths of a table's columns. */
const sampledRows = 400;
/** A text column's narrowest, in characters of body text. */
const leastText = 4.2;
/** What the browser's own rounding may take from a column, pixels. */
const rounding = 2;
/** A figure wider than this may break. Characters. */
const mostUnbroken = 9;
/** Running text on one page: a minute's reading, the headline's share taken off. Characters. */
const mostText = 165;

const nowhere = () => undefined;

/** Characters of text in a script as wide as it is high. */
function fontOf(weight: number): { font: string; size: number } {
  const { fontFamily, fontSize } = getComputedStyle(document.documentElement);
  return { font: `${weight} ${fontSize} ${fontFamily}`, size: Number.parseFloat(fontSize) };
}

/**
 * Loads the parts of the fonts that these texts need: a width measured before would be another font's. A part that does
 * not come keeps nothing off the screen: it is shown, as it is measured, in the font that stands in for it.
 */
export async function loadFonts(texts: readonly string[]): Promise<void> {
  const characters = [...new Set(texts.join(''))].join('');
  await Promise.allSettled([400, 700].map((weight) => document.fonts.load(fontOf(weight).font, characters)));
}

export class Measuring {
  readonly #host: HTMLElement;
  readonly #root: Root;
  readonly #pen: CanvasRenderingContext2D | null;

  constructor() {
    this.#host = document.createElement('div');
    this.#host.className = styles.host ?? '';
    this.#host.setAttribute('aria-hidden', 'true');
    this.#root = createRoot(this.#host);
    this.#pen = document.createElement('canvas').getContext('2d');
  }

  start(): void {
    document.body.append(this.#host);
  }

  stop(): void {
    this.#root.unmount();
    this.#host.remove();
  }

  /**
   * What a page of this entry has room for. `done` empties the hidden container.
   * @param props the screen with the entry's first page and no pieces on it
   */
  screen(props: BoardScreenProps): Screen & { done(): void } {
    const first = this.#room(props);
    const rest = this.#room({ ...props, shown: { ...props.shown, index: 1 } });
    return {
      first: first.height,
      rest: rest.height,
      width: first.width,
      height: (pieces) => this.#height(pieces, first.width),
      columns: (table) => this.#columns(table),
      done: () => this.#draw(null),
    };
  }

  #draw(node: React.ReactNode): void {
    flushSync(() => this.#root.render(node));
  }

  #room(props: BoardScreenProps): { width: number; height: number } {
    this.#draw(<BoardScreen {...props} />);
    const body = this.#host.querySelector('[data-part="body"]');
    return { width: body?.clientWidth ?? 0, height: body?.clientHeight ?? 0 };
  }

  #height(pieces: readonly Piece[], width: number): number {
    // A photo has a page to itself, and takes all of it.
    if (pieces.some(({ kind }) => kind === 'photo'))
      return pieces.length === 1 ? 0 : Number.POSITIVE_INFINITY;
    const running = pieces.filter(({ kind }) => kind === 'paragraph');
    if (countCharacters(running.flatMap(textsOf)) > mostText) return Number.POSITIVE_INFINITY;
    this.#draw(
      <div style={{ width }}>
        <Pieces pieces={pieces} address={nowhere} />
      </div>,
    );
    return this.#host.firstElementChild?.getBoundingClientRect().height ?? 0;
  }

  #columns(table: Table): ColumnNeed[] {
    const { font, size } = fontOf(400);
    if (this.#pen !== null) this.#pen.font = font;
    const widthOf = (text: string) => this.#pen?.measureText(text).width ?? text.length * size;
    const heads = headerGrid(table).at(-1) ?? [];
    const style = getComputedStyle(this.#host);
    const small = Number.parseFloat(style.fontSize) / size;
    return table.columns.map(({ kind }, column) => {
      const texts = table.rows
        .slice(0, sampledRows)
        .filter(({ cells }) => cells.length === table.columns.length)
        .map(({ cells }) => cells[column]?.text ?? '');
      const content = Math.max(0, ...texts.map(widthOf));
      const head = widthOf(heads[column]?.text ?? '') * small;
      const air = 2 * Number.parseFloat(style.getPropertyValue('--cell')) * size + rounding;
      const natural = Math.max(content, head) + air;
      const unbroken = kind === 'text' ? leastText * size : Math.min(content, mostUnbroken * size);
      // A head may take two or three lines.
      const least =
        Math.max(Math.min(content, unbroken), Math.min(head, Math.max(head / 3, 2.2 * size * small))) + air;
      return { natural, least: Math.min(least, natural) };
    });
  }
}
