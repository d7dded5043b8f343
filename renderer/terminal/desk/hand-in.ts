import { useEffect, useRef, useState } from 'react';
import type { FeedbackView, FeedbackWords } from '../../../main/contract/feedback.ts';
import { client, isRefusal } from '../../shared/queries.ts';
import { backOff, pause } from '../../shared/reconnect.ts';
import { holdScreen } from '../../shared/visit.ts';

/** `away`: nobody knows whether it was kept; handing the same in again tells. */
export type HandedIn = FeedbackView | { outcome: 'refused'; reason: 'away' };

/** A core that died is back within 10 seconds (quality.md, fault table); nobody waits much longer for it. Milliseconds. */
const patience = 20_000;

/** A form's own secret: what is handed in with it twice is kept once (main/feedback/submission.ts). */
function newSubmission(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Asks until there is an answer. `onLost`: the first time that there was none. */
async function persist(
  words: FeedbackWords,
  submission: string,
  onLost: () => void,
  signal: AbortSignal,
): Promise<HandedIn> {
  const began = performance.now();
  for (let failures = 0; ; failures += 1) {
    try {
      return await client.submitFeedback({ ...words, submission });
    } catch (error) {
      onLost();
      if (isRefusal(error) || performance.now() - began > patience) break;
    }
    await pause(backOff(failures, Math.random()), signal);
    if (signal.aborted) break;
  }
  return { outcome: 'refused', reason: 'away' };
}

/**
 * Hands a form in: kept once and under one slip number, however often the answer gets lost and the button is pressed. An answer that
 * was lost once is waited for even though the core has been started again meanwhile.
 */
export function useHandIn() {
  const [submission] = useState(newSubmission);
  const [outcome, setOutcome] = useState<HandedIn | 'working'>();
  const [ending] = useState(() => new AbortController());
  const release = useRef<() => void>(undefined);
  useEffect(
    () => () => {
      ending.abort();
      release.current?.();
    },
    [ending],
  );
  const handIn = async (words: FeedbackWords) => {
    setOutcome('working');
    const hold = () => {
      release.current ??= holdScreen();
    };
    const answer = await persist(words, submission, hold, ending.signal);
    if (!ending.signal.aborted) setOutcome(answer);
  };
  return { outcome, handIn, again: () => setOutcome(undefined) };
}
