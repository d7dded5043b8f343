import { useEffect, useRef, useState } from 'react';

export interface IdleLimits {
  afterSeconds: number;
  warningSeconds: number;
}

/** Everything that shows a person is there. */
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove'] as const;

/** How often the time is looked at, in milliseconds. */
const step = 250;

/**
 * Seconds of warning left before the screen goes home, or undefined while someone is there.
 * @param silence seconds since the last touch
 */
export function secondsLeft(
  silence: number,
  { afterSeconds, warningSeconds }: IdleLimits,
): number | undefined {
  if (silence < afterSeconds) return undefined;
  return Math.max(0, Math.ceil(afterSeconds + warningSeconds - silence));
}

/**
 * Watches for a person walking away (R2.8): a warning counts down, any touch ends it, at zero `onEnd` is called once.
 * Measured by the monotonic clock.
 */
export function useIdle(limits: IdleLimits | undefined, onEnd: () => void): number | undefined {
  const [left, setLeft] = useState<number | undefined>();
  const end = useRef(onEnd);
  end.current = onEnd;
  const afterSeconds = limits?.afterSeconds;
  const warningSeconds = limits?.warningSeconds;
  useEffect(() => {
    if (afterSeconds === undefined || warningSeconds === undefined) return;
    let last = performance.now();
    const awake = () => {
      last = performance.now();
      setLeft(undefined);
    };
    const look = () => {
      const now = secondsLeft((performance.now() - last) / 1000, { afterSeconds, warningSeconds });
      setLeft(now);
      if (now !== 0) return;
      awake();
      end.current();
    };
    const timer = setInterval(look, step);
    for (const sign of signs) window.addEventListener(sign, awake, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, awake, { capture: true });
    };
  }, [afterSeconds, warningSeconds]);
  return left;
}
