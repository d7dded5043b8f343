import { type RefObject, useCallback, useEffect, useState } from 'react';
import { bringIntoView } from '../aloud/mark.ts';
import { type Sought, useNavigator } from '../navigation.ts';
import './marks.css';
import { placesOf } from './places.ts';

export interface Places {
  count: number;
  /** Which of them is shown, from 0. */
  at: number;
  /** Shows the next one, or the one before; after the last comes the first. */
  step(by: 1 | -1): void;
}

/** As in marks.css. */
const names = { all: 'sought', now: 'sought-now' };

function show(places: readonly Range[], at: number): void {
  const now = places[at];
  if (now === undefined) return;
  CSS.highlights.set(names.all, new Highlight(...places));
  const highlight = new Highlight(now);
  highlight.priority = 1;
  CSS.highlights.set(names.now, highlight);
}

function hide(): void {
  CSS.highlights.delete(names.all);
  CSS.highlights.delete(names.now);
}

/**
 * Marks in `root` what was looked for, and brings the first of it into view where somebody has just come.
 * @param sought none: nothing is marked
 * @param shown changes when what is in `root` does
 */
export function usePlaces(
  root: RefObject<Element | null>,
  sought: Sought | undefined,
  shown: unknown,
): Places {
  const { entry } = useNavigator();
  const [places, setPlaces] = useState<readonly Range[]>([]);
  const [at, setAt] = useState(0);
  const { scroll } = entry;
  useEffect(() => {
    // What is shown is what was drawn: other content, other places.
    void shown;
    const element = root.current;
    const found = element === null || sought === undefined ? [] : placesOf(element, sought.words);
    setPlaces(found);
    setAt(0);
    if (found.length === 0 || !('highlights' in CSS)) return;
    show(found, 0);
    // On the way back the page stands where it was.
    if (found[0] !== undefined && scroll.top === 0 && sought?.inTitle === false) bringIntoView(found[0]);
    return hide;
  }, [root, sought, shown, scroll]);
  const step = useCallback(
    (by: 1 | -1) => {
      const next = (at + by + places.length) % places.length;
      const range = places[next];
      if (range === undefined) return;
      setAt(next);
      show(places, next);
      bringIntoView(range);
    },
    [places, at],
  );
  return { count: places.length, at, step };
}
