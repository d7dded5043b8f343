/** What is on the screen, in the order of reading, as sentences that know where they stand (R2.3). */
import { sentences } from './sentences.ts';
import { tableUtterances } from './table-rows.ts';

/** One sentence to be said. */
export interface Utterance {
  /** As shown; the voice reads numbers, money and dates as a person would. */
  text: string;
  /** Where it stands, to be marked. */
  range: Range;
  /** The table that it is a row of, so that its rest can be passed over. */
  table?: HTMLTableElement;
}

/** What is never read: ways on, drawings, what is typed, and what its author says is only for the hand. */
const silent = 'nav, svg, canvas, img, input, textarea, script, style, [aria-hidden="true"], [data-silent]';
/** What is read as one: the words in it belong together. */
const units =
  'p, h1, h2, h3, h4, h5, h6, li, button, td, th, dl > div, legend, figcaption, pre, [data-spoken]';

interface Piece {
  node: Text;
  /** Where the node's text begins in the joined text. */
  start: number;
}

const isSeen = (element: Element) => !element.matches(silent) && element.checkVisibility();

function blockOf(node: Node): Element | null {
  let element = node.parentElement;
  while (element !== null && getComputedStyle(element).display.startsWith('inline'))
    element = element.parentElement;
  return element;
}

/** What stands between two pieces of a unit, where the eye sees a gap and the ear would not. */
function between(before: string, after: string, afterBlock: Element | null): string {
  if (before === '' || /[\p{P}\s]$/u.test(before)) return '';
  if (/\d$/.test(before) && /^\p{Script=Han}/u.test(after)) return '';
  return afterBlock?.matches('dd') === true && /\p{Script=Han}$/u.test(before) ? '：' : '，';
}

function textsIn(unit: Element): Text[] {
  const walker = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
    if (node instanceof Element) return isSeen(node) ? NodeFilter.FILTER_SKIP : NodeFilter.FILTER_REJECT;
    return NodeFilter.FILTER_ACCEPT;
  });
  const found: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text && node.data.trim() !== '') found.push(node);
  }
  return found;
}

/** The unit's text with its gaps said, and which node each part of it comes from. */
function join(nodes: readonly Text[]): { text: string; pieces: Piece[] } {
  let text = '';
  let block: Element | null = null;
  const pieces: Piece[] = [];
  for (const node of nodes) {
    const own = blockOf(node);
    if (own !== block) text += between(text, node.data, own);
    block = own;
    pieces.push({ node, start: text.length });
    text += node.data;
  }
  return { text, pieces };
}

function rangeOf(pieces: readonly Piece[], start: number, end: number): Range {
  const range = document.createRange();
  const inside = pieces.filter((piece) => piece.start < end && piece.start + piece.node.length > start);
  const first = inside[0];
  const last = inside.at(-1);
  if (first !== undefined) range.setStart(first.node, Math.max(0, start - first.start));
  if (last !== undefined) range.setEnd(last.node, Math.min(last.node.length, end - last.start));
  return range;
}

function said(nodes: readonly Text[]): Utterance[] {
  const { text, pieces } = join(nodes);
  return sentences(text).map(([start, end]) => ({
    text: text.slice(start, end),
    range: rangeOf(pieces, start, end),
  }));
}

/** Read in the words that its author gave, marked as a whole. */
function saidOtherwise(element: HTMLElement, words: string): Utterance[] {
  const range = document.createRange();
  range.selectNodeContents(element);
  return words === '' ? [] : [{ text: words, range }];
}

function visit(element: Element): Utterance[] {
  if (!isSeen(element)) return [];
  if (element instanceof HTMLTableElement) return tableUtterances(element);
  const words = element instanceof HTMLElement ? element.dataset.spoken : undefined;
  if (words !== undefined) return saidOtherwise(element as HTMLElement, words);
  const inner = element.querySelector(`${units}, table`);
  if (element.matches(units) && (inner === null || !isSeen(inner))) return said(textsIn(element));
  return [...element.childNodes].flatMap((child) => {
    if (child instanceof Element)
      return child.matches('span, strong, em, b, i, mark, label') &&
        child.querySelector(`${units}, table`) === null
        ? isSeen(child)
          ? said(textsIn(child))
          : []
        : visit(child);
    return child instanceof Text && child.data.trim() !== '' ? said([child]) : [];
  });
}

/** @param roots parts of the page in the order in which they are read */
export function collect(roots: readonly Element[]): Utterance[] {
  return roots.flatMap(visit);
}

/** What is read on the screen as it is: the sheet on top, or where one is and what is there. */
export function readable(): Element[] {
  const sheets = document.querySelectorAll('dialog[open]');
  const sheet = sheets[sheets.length - 1];
  if (sheet !== undefined) return [sheet];
  return [...document.querySelectorAll('header h1, header [role="status"], main')];
}
