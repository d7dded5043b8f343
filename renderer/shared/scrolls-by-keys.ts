import { type RefObject, useEffect } from 'react';

/** Lets arrow keys into a box while it holds more than fits in it; a box that needs no scrolling is no stop on the way. */
export function useScrollsByKeys(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = () => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      if (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    };
    const resized = new ResizeObserver(look);
    for (const part of [element, ...element.children]) resized.observe(part);
    return () => resized.disconnect();
  }, [box]);
}
