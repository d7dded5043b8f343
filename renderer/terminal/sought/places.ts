/** Where words stand in what is on screen. */
import { folded } from '../item/long-rows.ts';

/** More places than this help nobody on the way through a page. */
const mostPlaces = 200;
/** Text of one of these belongs together, whatever is set off within it. */
const blocks = 'td, th, p, li, dt, dd, figcaption, caption, h3, h4, h5, div';
/** What is said of the item anywhere, and what is to be pressed, is not what was looked for. */
const besides = 'h1, h2, button, svg, [role="status"], [data-silent]';

/** A character of folded text, and where it comes from. */
interface Spot {
  node: Text;
  /** UTF-16 units. */
  from: number;
  to: number;
}

interface Block {
  text: string;
  spots: Spot[];
}

function take(block: Block, node: Text): void {
  let at = 0;
  for (const character of node.data) {
    const to = at + character.length;
    for (const unit of folded(character)) {
      block.text += unit;
      // Unit by unit as `indexOf` counts them.
      for (let each = 0; each < unit.length; each += 1) block.spots.push({ node, from: at, to });
    }
    at = to;
  }
}

function blocksOf(root: Element): Block[] {
  const byElement = new Map<Element, Block>();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!(node instanceof Text) || parent === null || parent.closest(besides) !== null) continue;
    const element = parent.closest(blocks) ?? parent;
    const block = byElement.get(element) ?? { text: '', spots: [] };
    byElement.set(element, block);
    take(block, node);
  }
  return [...byElement.values()];
}

/** [start, end) of every occurrence of any of the words, in order; of those that overlap the first, of those the longest. */
export function occurrencesOf(text: string, words: readonly string[]): [number, number][] {
  const found = words.flatMap((word) => {
    const all: [number, number][] = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      all.push([at, at + word.length]);
    }
    return all;
  });
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let end = 0;
  return found.filter(([from, to]) => {
    if (from < end) return false;
    end = to;
    return true;
  });
}

/** Ranges over what stands in `root` of the words, from its beginning on. Spaces, line breaks, commas and width make no difference. */
export function placesOf(root: Element, words: readonly string[]): Range[] {
  const sought = words.map(folded).filter((word) => word !== '');
  if (sought.length === 0) return [];
  const places: Range[] = [];
  for (const { text, spots } of blocksOf(root)) {
    for (const [from, to] of occurrencesOf(text, sought)) {
      const [first, last] = [spots[from], spots[to - 1]];
      if (first === undefined || last === undefined) continue;
      const range = document.createRange();
      range.setStart(first.node, first.from);
      range.setEnd(last.node, last.to);
      places.push(range);
      if (places.length === mostPlaces) return places;
    }
  }
  return places;
}
