import './mark.css';

/** As in mark.css. */
const name = 'aloud';
/** A sentence beyond the view comes to this share of its height: what follows it is in sight too. */
const comesTo = 0.25;

let fallback: Element | undefined;

/** Marks what is being read, in place (CSS Custom Highlight API); without one, nothing is marked. A browser without highlights marks the paragraph. */
export function mark(range: Range | undefined): void {
  fallback?.removeAttribute('data-aloud');
  fallback = undefined;
  // A drawing has no text to be marked.
  const isText = range === undefined || range.toString().trim() !== '';
  if ('highlights' in CSS && isText) {
    if (range === undefined) CSS.highlights.delete(name);
    else CSS.highlights.set(name, new Highlight(range));
  } else if (range !== undefined) {
    if ('highlights' in CSS) CSS.highlights.delete(name);
    const node = range.startContainer;
    const whole = isText ? undefined : node.childNodes[range.startOffset];
    fallback = whole instanceof Element ? whole : (node.parentElement ?? undefined);
    fallback?.setAttribute('data-aloud', '');
  }
  if (range?.startContainer.isConnected === true) bringIntoView(range);
}

/** Scrolls the boxes around it as far as it takes. */
export function bringIntoView(range: Range): void {
  const node = range.startContainer;
  let element = node instanceof Element ? node : node.parentElement;
  for (; element !== null; element = element.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
    if (!scrolls(overflowX) && !scrolls(overflowY)) continue;
    const box = element.getBoundingClientRect();
    const text = range.getBoundingClientRect();
    if (scrolls(overflowY) && element.scrollHeight > element.clientHeight) {
      const tall = text.height > box.height;
      if (text.top < box.top || (!tall && text.bottom > box.bottom) || text.top > box.bottom) {
        element.scrollTop += text.top - (box.top + box.height * comesTo);
      }
    }
    if (
      scrolls(overflowX) &&
      element.scrollWidth > element.clientWidth &&
      (text.left < box.left || text.left > box.right)
    ) {
      element.scrollLeft += text.left - box.left;
    }
  }
}
