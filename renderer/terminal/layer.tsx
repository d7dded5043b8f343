import { createContext, type ReactNode, Suspense, useContext, useMemo } from 'react';
import { Fault } from './fault.tsx';
import styles from './layer.module.css';
import { type Entry, type Navigator, NavigatorContext } from './navigation.ts';

const AheadContext = createContext(false);

/** Whether this screen is only being drawn behind another: nobody is there yet. */
export const useIsAhead = (): boolean => useContext(AheadContext);

interface LayerProps {
  entry: Entry;
  /** Behind the screen, for as long as a finger lies on the way to it. */
  ahead: boolean;
  /** Stays the same from one screen to the next. */
  moves: Omit<Navigator, 'entry'>;
  children: ReactNode;
}

/** One screen. When it comes forward nothing in it is drawn anew. */
export function Layer({ entry, ahead, moves, children }: LayerProps) {
  const navigator = useMemo(() => ({ entry, ...moves }), [entry, moves]);
  return (
    <div className={ahead ? styles.ahead : styles.layer} aria-hidden={ahead || undefined}>
      <NavigatorContext value={navigator}>
        <AheadContext value={ahead}>
          <Fault onLeave={moves.leave}>
            <Suspense>{children}</Suspense>
          </Fault>
        </AheadContext>
      </NavigatorContext>
    </div>
  );
}

export function Layers({ children }: { children: ReactNode }) {
  return <div className={styles.layers}>{children}</div>;
}
