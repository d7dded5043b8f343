import { useEffect, useRef, useState } from 'react';
import type { Candidate } from './input-types.ts';

/** What the engines offer for what is typed or written now. */
export interface Offer {
  readonly candidates: readonly Candidate[];
  /** Belongs to what is there now, not to what was there a moment ago. */
  readonly fresh: boolean;
  /** May be chosen: belongs to what is there now, or to its beginning. Who touches what they see means it. */
  readonly choosable: boolean;
  /** The engines cannot answer. */
  readonly failed: boolean;
}

interface Answered<Question> {
  readonly question: Question;
  readonly candidates: readonly Candidate[];
  readonly failed: boolean;
}

const noOffer: Offer = { candidates: [], fresh: false, choosable: false, failed: false };

/**
 * Asks anew when the question changes, and forgets answers to earlier ones. `ask` undefined: there is no question.
 * @param goesOn whether the question now is an earlier one and more
 */
export function useOffer<Question>(
  question: Question,
  ask: (() => Promise<readonly Candidate[]>) | undefined,
  goesOn: (now: Question, earlier: Question) => boolean,
): Offer {
  const [answered, setAnswered] = useState<Answered<Question>>();
  const asking = useRef(ask);
  asking.current = ask;
  useEffect(() => {
    let current = true;
    const settle = (candidates: readonly Candidate[], failed: boolean) => {
      if (current) setAnswered({ question, candidates, failed });
    };
    if (asking.current === undefined) setAnswered(undefined);
    asking.current?.().then(
      (candidates) => settle(candidates, false),
      () => settle([], true),
    );
    return () => {
      current = false;
    };
  }, [question]);
  if (ask === undefined || answered === undefined) return noOffer;
  const fresh = answered.question === question;
  return { ...answered, fresh, choosable: fresh || goesOn(question, answered.question) };
}
