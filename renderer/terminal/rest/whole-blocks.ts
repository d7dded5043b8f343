import { type RefObject, useLayoutEffect } from 'react';

/** Hides the paragraphs that a box has no room for; of a first one that is too long, whole lines stay. */
export function useWholeBlocks(box: RefObject<HTMLElement | null>, text: string): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || text === '') return;
    const hideTheRest = () => {
      const blocks = [...(element.firstElementChild?.children ?? [])].filter(
        (block) => block instanceof HTMLElement,
      );
      for (const block of blocks) block.hidden = false;
      const { top, bottom } = element.getBoundingClientRect();
      const ends = blocks.map((block) => block.getBoundingClientRect().bottom);
      blocks.forEach((block, index) => {
        block.hidden = index > 0 && (ends[index] ?? 0) > bottom + 1;
      });
      const lineHeight = Number.parseFloat(getComputedStyle(element).lineHeight);
      element.style.setProperty('--lines', String(Math.max(1, Math.floor((bottom - top) / lineHeight))));
    };
    const resized = new ResizeObserver(hideTheRest);
    resized.observe(element);
    hideTheRest();
    return () => resized.disconnect();
  }, [box, text]);
}
