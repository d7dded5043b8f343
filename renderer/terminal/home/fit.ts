import { type RefObject, useLayoutEffect } from 'react';

/** Hides the entries of a list that its box has no room for: half a line helps nobody. */
export function useFit(box: RefObject<HTMLElement | null>, entries: readonly unknown[]): void {
  // The entries are what the list was drawn from: other entries, other heights.
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || entries.length === 0) return;
    const hideTheRest = () => {
      const items = [...element.querySelectorAll('li')];
      for (const item of items) item.hidden = false;
      const bottom = element.getBoundingClientRect().bottom + 1;
      const ends = items.map((item) => item.getBoundingClientRect().bottom);
      items.forEach((item, index) => {
        item.hidden = index > 0 && (ends[index] ?? 0) > bottom;
      });
    };
    const resized = new ResizeObserver(hideTheRest);
    resized.observe(element);
    hideTheRest();
    return () => resized.disconnect();
  }, [box, entries]);
}
