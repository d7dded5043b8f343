import { createContext, useContext } from 'react';

/** `elder` 长辈版: larger, 7:1, fewer things on a page (R2.3). Set on the root element, where tokens.css and every style sheet follow it. */
export type Mode = 'standard' | 'elder';

export interface ModeSwitch {
  mode: Mode;
  toggle(): void;
  /** The person has left: the next one begins with what most people see. */
  end(): void;
}

export const ModeContext = createContext<ModeSwitch | undefined>(undefined);

export function useMode(): ModeSwitch {
  const mode = useContext(ModeContext);
  if (mode === undefined) throw new Error('useMode is used outside the app');
  return mode;
}

export const useElder = (): boolean => useMode().mode === 'elder';
