import { useEffect, useRef, useState } from 'react';
import type { Place } from '../../main/contract/views.ts';
import type { Route } from './navigation.ts';

export interface IdleLimits {
  afterSeconds: number;
  warningSeconds: number;
}

/** Where people write their names or see what is theirs. */
const personalScreens: ReadonlySet<Route['screen']> = new Set(['write', 'follow', 'subsidies', 'vouchers']);

/** A page with somebody's own things on it waits less long (conventions.md, "Idle"). */
export function limitsOn(route: Route, idle: Place['idle'] | undefined): IdleLimits | undefined {
  if (idle === undefined || !personalScreens.has(route.screen)) return idle;
  return { ...idle, afterSeconds: Math.min(idle.afterSeconds, idle.personalSeconds) };
}

/** What shows that a person is there, besides a finger going down. */
const signs = ['pointermove', 'keydown', 'wheel', 'touchmove'] as const;
const releases = ['pointerup', 'pointercancel'] as const;

/** How often the time is looked at, in milliseconds. */
const step = 250;
/** A click follows its release within this many milliseconds. */
const clickDelay = 100;
/** A finger that lies on the glass for this many seconds without moving is no longer a touch. */
const longestTouch = 3;

/**
 * Seconds of warning left before everything is wiped, or undefined while someone is there.
 * @param silence seconds since the last touch
 */
export function secondsLeft(
  silence: number,
  { afterSeconds, warningSeconds }: IdleLimits,
): number | undefined {
  if (silence < afterSeconds) return undefined;
  return Math.max(0, Math.ceil(afterSeconds + warningSeconds - silence));
}

/** Somebody who is read to sits still; one who has walked away is no longer waited for after this many seconds. */
const longestListening = 600;

/**
 * Watches touches and time.
 * @param onLeft seconds of warning left; undefined while someone is there
 * @returns ends it
 */
function watch(
  limits: IdleLimits,
  onLeft: (left: number | undefined) => void,
  onEnd: () => void,
  listening: () => boolean,
): () => void {
  let last = performance.now();
  let touched = last;
  // While a finger is down the warning stays under it: were it gone, the click would fall on what lies below.
  let down = false;
  const seen = () => {
    last = performance.now();
    touched = last;
    if (!down) onLeft(undefined);
  };
  const lift = () => {
    down = false;
    seen();
  };
  const look = () => {
    const now = performance.now();
    if (listening() && now - touched < longestListening * 1000) last = now;
    const silence = (performance.now() - last) / 1000;
    if (down && silence < longestTouch) return;
    const left = secondsLeft(silence, limits);
    onLeft(left);
    if (left !== 0) return;
    lift();
    onEnd();
  };
  const ending = new AbortController();
  const options = { capture: true, passive: true, signal: ending.signal };
  const press = () => {
    down = true;
    seen();
  };
  window.addEventListener('pointerdown', press, options);
  for (const type of signs) window.addEventListener(type, seen, options);
  for (const type of releases) window.addEventListener(type, () => setTimeout(lift, clickDelay), options);
  const timer = setInterval(look, step);
  return () => {
    clearInterval(timer);
    ending.abort();
  };
}

/**
 * Watches for a person walking away (R2.8): a warning counts down, any touch ends it, at zero `onEnd` is called once.
 * Measured by the monotonic clock.
 * @param listening somebody is being read to
 */
export function useIdle(
  limits: IdleLimits | undefined,
  onEnd: () => void,
  listening: () => boolean,
): number | undefined {
  const [left, setLeft] = useState<number | undefined>();
  const end = useRef({ onEnd, listening });
  end.current = { onEnd, listening };
  const afterSeconds = limits?.afterSeconds;
  const warningSeconds = limits?.warningSeconds;
  useEffect(() => {
    if (afterSeconds === undefined || warningSeconds === undefined) return;
    return watch(
      { afterSeconds, warningSeconds },
      setLeft,
      () => end.current.onEnd(),
      () => end.current.listening(),
    );
  }, [afterSeconds, warningSeconds]);
  return left;
}
