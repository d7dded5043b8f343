import { type ComponentType, lazy, useState } from 'react';
import { persistently } from '../shared/load.ts';

export interface LaterScreen<Props> {
  Screen: ComponentType<Props>;
  /** Fetches its code, so that a touch shows it at once. */
  load(): Promise<unknown>;
}

/**
 * A screen whose code is not part of the first bundle, so that home is there sooner.
 * `lazy` shows its fallback once even for what is long there, and React keeps a fallback on screen for 300 ms: what is loaded
 * is taken as it is.
 */
export function laterScreen<Props extends object>(
  imported: () => Promise<ComponentType<Props>>,
): LaterScreen<Props> {
  let loaded: ComponentType<Props> | undefined;
  const load = async () => {
    loaded ??= await persistently(imported);
    return { default: loaded };
  };
  const Lazy: ComponentType<Props> = lazy(load) as ComponentType<Props>;
  return {
    load,
    Screen: (props) => {
      const [Loaded] = useState(() => loaded ?? Lazy);
      return <Loaded {...props} />;
    },
  };
}
