import { useEffect, useState } from 'react';
import { useIsAhead } from './layer.tsx';

/** False while what is mounted now is drawn for the first time, and while it lies behind another screen; true from the frame after it on. */
export function useAfterPaint(): boolean {
  const isAhead = useIsAhead();
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    if (isAhead) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The frame is drawn after its callbacks: the next task comes when it is on its way to the glass.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setPainted(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [isAhead]);
  return painted;
}
