import { type ReactNode, type RefObject, useMemo, useRef, useState } from 'react';
import type { Sought } from '../navigation.ts';
import type { SoughtHere } from './sought-context.ts';
import { SoughtStrip } from './sought-strip.tsx';
import { usePlaces } from './use-places.ts';

export interface SoughtOnScreen {
  /** For those who show less than all of what they have. */
  here: SoughtHere | undefined;
  /** Around what is marked. */
  root: RefObject<HTMLDivElement | null>;
  strip: ReactNode;
}

/**
 * An item opened by what a search found in it opens there (R1.13, R2.2): marked, in view, and with a way to be rid of it.
 * @param shown changes when what is on screen does
 */
export function useSought(sought: Sought | undefined, shown: unknown): SoughtOnScreen {
  const root = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(sought);
  const places = usePlaces(root, current, shown);
  const here = useMemo(
    () => (current === undefined ? undefined : { ...current, clear: () => setCurrent(undefined) }),
    [current],
  );
  const strip =
    here === undefined ? null : <SoughtStrip text={here.text} places={places} onClear={here.clear} />;
  return { here, root, strip };
}
