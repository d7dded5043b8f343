/** What is on the screen, in the order of reading, as sentences that know where they stand (R2.3). */
import { dayLabel } from '../../../main/text/common.ts';
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
const units = 'p, h1, h2, h3, h4, h5, h6, li, button, td, th, dl > div, legend, figcaption, pre';

interface Piece {
  node: Text;
  /** Where the node's text begins in the joined text, and how much of it is its. */
  start: number;
  length: number;
}

/** A day in a list is written short: 11-20, 2025-09-26. */
const shortDay = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/;

function wordsOf({ data }: Text): string {
  const [, year, month, day] = shortDay.exec(data.trim()) ?? [];
  if (month === undefined || day === undefined) return data;
  return dayLabel(`${year ?? ''}-${month}-${day}`, year === undefined ? 0 : undefined);
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
    const words = wordsOf(node);
    if (own !== block) text += between(text, words, own);
    block = own;
    pieces.push({ node, start: text.length, length: words.length });
    text += words;
  }
  return { text, pieces };
}

function rangeOf(pieces: readonly Piece[], start: number, end: number): Range {
  const range = document.createRange();
  const inside = pieces.filter((piece) => piece.start < end && piece.start + piece.length > start);
  const first = inside[0];
  const last = inside.at(-1);
  if (first !== undefined)
    range.setStart(first.node, Math.min(first.node.length, Math.max(0, start - first.start)));
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

/** A drawing says in words what it shows; marked as a whole. */
function saidInWords(element: Element): Utterance[] {
  const range = document.createRange();
  range.selectNode(element);
  return sentences(element.ariaLabel ?? '').map(([start, end]) => ({
    text: (element.ariaLabel ?? '').slice(start, end),
    range,
  }));
}

/** Parts of a line of text that are no units of their own. */
const inline = 'span, strong, em, b, i, mark, label, code';

function visitChild(child: Node): Utterance[] {
  if (child instanceof Text) return child.data.trim() === '' ? [] : said([child]);
  if (!(child instanceof Element) || !isSeen(child)) return [];
  const isLine = child.matches(inline) && child.querySelector(`${units}, table`) === null;
  return isLine ? said(textsIn(child)) : visit(child);
}

function visit(element: Element): Utterance[] {
  if (!isSeen(element)) return [];
  if (element instanceof HTMLTableElement) return tableUtterances(element);
  if (element.matches('[role="img"][aria-label]')) return saidInWords(element);
  const inner = [...element.querySelectorAll(`${units}, table`)].some(isSeen);
  if (element.matches(units) && !inner) return said(textsIn(element));
  return [...element.childNodes].flatMap(visitChild);
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

/** Where somebody who has scrolled begins to be read to: the first sentence in sight. */
export function firstInSight(texts: readonly Utterance[]): number {
  const content = document.querySelector('dialog[open]') === null ? document.querySelector('main') : null;
  if (content === null || content.scrollTop === 0) return 0;
  const { top } = content.getBoundingClientRect();
  const at = texts.findIndex(
    ({ range }) => content.contains(range.startContainer) && range.getBoundingClientRect().top >= top,
  );
  return Math.max(0, at);
}
