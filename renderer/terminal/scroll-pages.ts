import { type RefObject, useCallback, useEffect, useState } from 'react';

export interface ScrollPages {
  /** Whether there is more than fits. */
  scrolls: boolean;
  above: boolean;
  below: boolean;
  up(): void;
  down(): void;
}

/** Share of a screenful that a page button moves: the last line read stays in sight. */
const pageShare = 0.85;

const nothing = { scrolls: false, above: false, below: false };

/** Page buttons for a box that scrolls: for those who cannot swipe. */
export function useScrollPages(box: RefObject<HTMLElement | null>): ScrollPages {
  const [state, setState] = useState(nothing);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = () => {
      const { scrollTop, scrollHeight, clientHeight } = element;
      const next = {
        scrolls: scrollHeight > clientHeight + 1,
        above: scrollTop > 1,
        below: scrollTop + clientHeight < scrollHeight - 1,
      };
      setState((before) =>
        before.scrolls === next.scrolls && before.above === next.above && before.below === next.below
          ? before
          : next,
      );
    };
    const resized = new ResizeObserver(look);
    resized.observe(element);
    for (const child of element.children) resized.observe(child);
    element.addEventListener('scroll', look, { passive: true });
    look();
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box]);
  const by = useCallback(
    (direction: number) => {
      const element = box.current;
      element?.scrollBy({ top: direction * element.clientHeight * pageShare });
    },
    [box],
  );
  return { ...state, up: () => by(-1), down: () => by(1) };
}
