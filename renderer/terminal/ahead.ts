import { type Dispatch, useCallback, useEffect, useRef } from 'react';
import type { Move } from './navigation.ts';

/** After a finger was lifted its click comes within this time, or not at all. Milliseconds. */
const clickLimit = 400;

/** The frame is drawn after its callbacks: the next task comes when it is on its way to the glass. */
const afterFrame = () =>
  new Promise<void>((resolve) => requestAnimationFrame(() => void setTimeout(() => resolve())));

/** Says where the finger that lies on the glass would lead, and when the core has answered what is to be shown there. */
export type Announce = (
  move: Extract<Move, { type: 'ahead' | 'aheadBack' }>,
  ready: Promise<unknown>,
) => void;

/**
 * While a finger lies on a button the screen that it opens is drawn behind the one that is there, once the button's own mark
 * has been painted. Lifted, the screen only has to come forward. A finger that goes elsewhere has it thrown away.
 */
export function useAhead(dispatch: Dispatch<Move>): Announce {
  const press = useRef({ number: 0, isDown: false });
  useEffect(() => {
    const ending = new AbortController();
    const options = { capture: true, signal: ending.signal };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const drop = () => dispatch({ type: 'drop' });
    const down = () => {
      clearTimeout(timer);
      press.current = { number: press.current.number + 1, isDown: true };
      drop();
    };
    const up = ({ type }: Event) => {
      press.current.isDown = false;
      clearTimeout(timer);
      if (type === 'pointercancel') drop();
      else timer = setTimeout(drop, clickLimit);
    };
    document.addEventListener('pointerdown', down, options);
    document.addEventListener('pointerup', up, options);
    document.addEventListener('pointercancel', up, options);
    return () => {
      ending.abort();
      clearTimeout(timer);
    };
  }, [dispatch]);
  return useCallback(
    (move, ready) => {
      const { number } = press.current;
      void Promise.all([ready, afterFrame()]).then(
        () => {
          const { number: latest, isDown } = press.current;
          if (isDown && latest === number) dispatch(move);
        },
        // What the core refuses is said where the screen opens.
        () => undefined,
      );
    },
    [dispatch],
  );
}
