import { type ReactNode, useState } from 'react';
import { write } from '../../../main/text/terminal-desk.ts';
import { NavigatorContext, useNavigator } from '../navigation.ts';
import { Sheet } from '../sheet.tsx';
import styles from './guarded.module.css';

/** Asks before words are lost. `leave` goes where it is told to, once nothing is lost or the person wants it so. */
export function useGuard(mayLose: () => boolean) {
  // Where a touch led that would lose them; it waits for the person's word.
  const [leaving, setLeaving] = useState<() => void>();
  const leave = (go: () => void) => (mayLose() ? setLeaving(() => go) : go());
  return { leaving, leave, stay: () => setLeaving(undefined) };
}

interface GuardedProps {
  guard: ReturnType<typeof useGuard>;
  children: ReactNode;
}

/** A screen whose 返回 asks first. 结束 does not: who ends wants nothing to stay. */
export function Guarded({ guard: { leaving, leave, stay }, children }: GuardedProps) {
  const navigator = useNavigator();
  return (
    <NavigatorContext value={{ ...navigator, back: () => leave(navigator.back) }}>
      {children}
      {leaving === undefined ? null : (
        <Sheet label={write.lose.title} narrow onClose={stay}>
          <div className={styles.lose}>
            <p>{write.lose.line}</p>
            <button type="button" className={styles.stay} onClick={stay}>
              {write.lose.stay}
            </button>
            <button type="button" className={styles.leave} onClick={leaving}>
              {write.lose.leave}
            </button>
          </div>
        </Sheet>
      )}
    </NavigatorContext>
  );
}
