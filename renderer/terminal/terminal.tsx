import { QueryClientProvider } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { createQueryClient } from '../shared/queries.ts';
import { App } from './app.tsx';

/** All that is on screen, with a cache of its own. */
function Round({ onAnotherCore }: { onAnotherCore: () => void }) {
  const [queries] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <App onAnotherCore={onAnotherCore} />
    </QueryClientProvider>
  );
}

/** The surface; thrown away and made anew when the core has started again, so that nothing of the person before stays. */
export function Terminal() {
  const [round, setRound] = useState(0);
  const beginAnew = useCallback(() => setRound((before) => before + 1), []);
  return <Round key={round} onAnotherCore={beginAnew} />;
}
