import { createContext, useContext } from 'react';
import type { Sought } from '../navigation.ts';

export interface SoughtHere extends Sought {
  /** Everything is shown again, nothing of it marked. */
  clear(): void;
}

/** What led to the item on screen, while it is still of interest; nothing where nobody searched. */
export const SoughtContext = createContext<SoughtHere | undefined>(undefined);

export const useSoughtHere = (): SoughtHere | undefined => useContext(SoughtContext);
