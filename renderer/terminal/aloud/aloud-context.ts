import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Guide } from './guide.ts';
import type { Reader, ReaderState } from './reader.ts';

export interface Aloud {
  reader: Reader;
  guide: Guide;
}

export const AloudContext = createContext<Aloud | undefined>(undefined);

export function useAloud(): Aloud & { state: ReaderState } {
  const aloud = useContext(AloudContext);
  if (aloud === undefined) throw new Error('useAloud is used outside the app');
  return { ...aloud, state: useSyncExternalStore(aloud.reader.subscribe, aloud.reader.state) };
}
