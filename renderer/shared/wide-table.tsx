/** What a table does that is wider than its box: nothing covers its figures, and it is said that there is more at the side. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { longTable as words } from '../../main/text/terminal-item.ts';
import styles from './table.module.css';

type Box = RefObject<HTMLElement | null>;

/** So much of what is in sight one press moves on: the last column stays for orientation. */
const step = 0.7;

const overflows = (element: HTMLElement) => element.scrollWidth > element.clientWidth + 1;

/** What decides whether a table fits: the box, and the size of its text. */
const roomIn = (element: HTMLElement) => `${element.clientWidth} ${getComputedStyle(element).fontSize}`;

/**
 * Whether the table fits with one more column at its right. It is drawn with the column once, to see it, whenever the room or the table
 * is another.
 * @param wanted whether there is such a column
 */
export function useRoomBeside(box: Box, wanted: boolean, table: unknown): boolean {
  const [tried, setTried] = useState<{ room: string; table: unknown; fits: boolean }>();
  useLayoutEffect(() => {
    const element = box.current;
    if (!wanted || element === null || tried?.table === table) return;
    setTried({ room: roomIn(element), table, fits: !overflows(element) });
  });
  useEffect(() => {
    const element = box.current;
    if (!wanted || element === null) return;
    const resized = new ResizeObserver(() =>
      setTried((before) => (before?.room === roomIn(element) ? before : undefined)),
    );
    resized.observe(element);
    return () => resized.disconnect();
  }, [box, wanted]);
  return tried?.table === table ? (tried?.fits ?? true) : true;
}

type Hidden = { left: boolean; right: boolean };

function hiddenIn(element: HTMLElement): Hidden {
  const { scrollLeft, scrollWidth, clientWidth } = element;
  return { left: scrollLeft > 1, right: scrollLeft + clientWidth < scrollWidth - 1 };
}

/** Says that there are more columns, with keys to go there; nothing where all are in sight. */
export function SidewaysBar({ box }: { box: Box }) {
  const [hidden, setHidden] = useState<Hidden>({ left: false, right: false });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = () =>
      setHidden((before) => {
        const now = hiddenIn(element);
        return now.left === before.left && now.right === before.right ? before : now;
      });
    const resized = new ResizeObserver(look);
    for (const part of [element, ...element.children]) resized.observe(part);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box]);
  if (!hidden.left && !hidden.right) return null;
  const move = (direction: number) => {
    const element = box.current;
    element?.scrollBy({ left: direction * step * element.clientWidth, behavior: 'smooth' });
  };
  return (
    <div className={styles.sideways}>
      <p className={styles.sidewaysWords}>{words.more}</p>
      <button type="button" disabled={!hidden.left} onClick={() => move(-1)}>
        <ChevronLeft aria-hidden="true" />
        {words.narrower}
      </button>
      <button type="button" disabled={!hidden.right} onClick={() => move(1)}>
        {words.wider}
        <ChevronRight aria-hidden="true" />
      </button>
    </div>
  );
}
