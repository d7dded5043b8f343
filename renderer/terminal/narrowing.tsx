import { useState } from 'react';
import styles from './lists.module.css';
import { useElder } from './mode.ts';

/**
 * In elder mode a list has its whole screen, and the ways to narrow it come when they are asked for (R2.3).
 * @param isNarrowed it is narrowed already: by what, and how to take it back, is in sight
 */
export function useNarrowing(isNarrowed: boolean): { shown: boolean; show(): void } {
  const elder = useElder();
  const [isAsked, setAsked] = useState(isNarrowed);
  return { shown: isAsked || !elder, show: () => setAsked(true) };
}

export function Narrow({ label, onPress }: { label: string; onPress(): void }) {
  return (
    <button type="button" className={styles.narrow} onClick={onPress}>
      {label}
    </button>
  );
}
