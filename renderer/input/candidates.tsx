import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { input as words } from '../../main/text/input.ts';
import { pageStarts, type Room } from './candidate-pages.ts';
import styles from './candidates.module.css';
import type { Candidate } from './input-types.ts';
import { Key } from './key.tsx';
import type { Offer } from './use-offer.ts';

const unmeasured: Room = { width: 0, lines: 1, fontSize: 24, gap: 8 };

function measured(box: HTMLElement): Room {
  const style = getComputedStyle(box);
  const gap = Number.parseFloat(style.columnGap) || 0;
  const line = Number.parseFloat(style.getPropertyValue('--line-height'));
  const { width, height } = box.getBoundingClientRect();
  return {
    width,
    gap,
    fontSize: Number.parseFloat(style.fontSize),
    lines: Math.max(1, Math.floor((height + gap) / (line + gap))),
  };
}

function useRoom() {
  const box = useRef<HTMLFieldSetElement>(null);
  const [room, setRoom] = useState(unmeasured);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    const observer = new ResizeObserver(() => setRoom(measured(current)));
    observer.observe(current);
    setRoom(measured(current));
    return () => observer.disconnect();
  }, []);
  return { box, room };
}

interface CandidatesProps {
  offer: Offer;
  onTake(candidate: Candidate): void;
}

/** Words and characters to choose from, as many as fit, the others on further pages. */
export function Candidates({ offer, onTake }: CandidatesProps) {
  const { box, room } = useRoom();
  const { candidates } = offer;
  const [turned, setTurned] = useState({ candidates, page: 0 });
  const page = turned.candidates === candidates ? turned.page : 0;
  const starts = pageStarts(
    candidates.map(({ text }) => text),
    room,
  );
  const pages = starts.length - 1;
  const shown = candidates.slice(starts[page], starts[page + 1]);
  const turn = (by: number) => setTurned({ candidates, page: page + by });
  return (
    <div className={styles.row}>
      <fieldset ref={box} className={styles.candidates} aria-label={words.candidates}>
        {shown.map((candidate) => (
          <Key
            key={candidate.text}
            className={candidate.local ? styles.own : styles.candidate}
            onPress={() => onTake(candidate)}
          >
            {candidate.text}
          </Key>
        ))}
      </fieldset>
      {pages > 1 ? (
        <div className={styles.pager}>
          <Key className={styles.turn} label={words.earlier} disabled={page === 0} onPress={() => turn(-1)}>
            <ChevronLeft aria-hidden="true" />
          </Key>
          <Key
            className={styles.turn}
            label={words.later}
            disabled={page + 1 >= pages}
            onPress={() => turn(1)}
          >
            <ChevronRight aria-hidden="true" />
          </Key>
        </div>
      ) : null}
    </div>
  );
}
