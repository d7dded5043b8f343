import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ItemCard, Place } from '../../../main/contract/views.ts';
import {
  clockLabel,
  dateLabel,
  daysLeftLabel,
  inPublicity,
  modules,
  todayLabel,
} from '../../../main/text/common.ts';
import { rest } from '../../../main/text/terminal-rest.ts';
import { Body } from '../../shared/body.tsx';
import { useClock } from '../../shared/clock.ts';
import { api } from '../../shared/queries.ts';
import { KeyFigures } from '../item/key-figures.tsx';
import { itemQuery } from '../prepare.ts';
import { DemoMark } from '../screen.tsx';
import { restOrder, stayOf } from './rest-order.ts';
import styles from './rest-screen.module.css';
import { useWholeBlocks } from './whole-blocks.ts';

/** Any touch and any key brings the terminal back; the key goes on to what it is for. */
function useWake(onWake: () => void): void {
  useEffect(() => {
    const ending = new AbortController();
    const options = { capture: true, signal: ending.signal };
    const wake = (event: Event) => {
      // Drawn before the event goes on: the key that reads aloud reads home.
      flushSync(onWake);
      if (event instanceof KeyboardEvent && (event.key === 'Enter' || event.key === ' '))
        event.preventDefault();
    };
    // At the click, not at the touch: else its click would fall on what lies below.
    window.addEventListener('click', wake, options);
    window.addEventListener('keydown', wake, options);
    return () => ending.abort();
  }, [onWake]);
}

function Head({ place, mark }: { place: Place; mark: string | undefined }) {
  const now = useClock();
  return (
    <header className={styles.head}>
      {mark === undefined ? null : <img className={styles.mark} src={mark} alt="" />}
      <div className={styles.names}>
        <p className={styles.village}>
          {place.villageName} {place.demo ? <DemoMark /> : null}
        </p>
        <p className={styles.above}>{`${place.countyName} ${place.townshipName}`}</p>
      </div>
      <p className={styles.clock}>
        <span className={styles.time}>{clockLabel(now)}</span>
        <span>{todayLabel(now)}</span>
      </p>
    </header>
  );
}

/** One item as large as the screen, with as much of its text as there is room for. */
function Slide({ card, onShown }: { card: ItemCard; onShown(characters: number): void }) {
  const { data } = useQuery(itemQuery(card.id, undefined));
  const content = data?.card.id === card.id ? data.content : undefined;
  const body = content?.body ?? '';
  const box = useRef<HTMLDivElement>(null);
  useWholeBlocks(box, body);
  useEffect(() => onShown(card.title.length + (box.current?.innerText.length ?? 0)), [card, onShown]);
  return (
    <article className={styles.slide}>
      <p className={styles.kind}>
        {card.daysLeft === undefined ? (
          <span>{rest.published(dateLabel(card.publishedAt))}</span>
        ) : (
          <span className={styles.days}>
            {inPublicity} · {daysLeftLabel(card.daysLeft)}
          </span>
        )}
        <span>{modules[card.module].title}</span>
      </p>
      <h1 className={styles.title}>{card.title}</h1>
      {card.emphasis === undefined ? null : <p className={styles.emphasis}>{card.emphasis}</p>}
      <KeyFigures figures={content?.keyFigures ?? []} />
      <div ref={box} className={styles.body}>
        {body === '' ? null : <Body text={body} />}
      </div>
    </article>
  );
}

const placePicture = 'picture' as const;
type Turn = ItemCard | typeof placePicture;
const isCard = (turn: Turn | undefined): turn is ItemCard => turn !== undefined && turn !== placePicture;

/** Which of `slides` is shown now; the next when this one has been there as long as it takes to read. */
function useTurns(slides: readonly Turn[]) {
  const [turn, setTurn] = useState(0);
  const [stay, setStay] = useState(stayOf(0));
  const [read] = useState(() => (characters: number) => setStay(stayOf(characters)));
  const count = slides.length;
  useEffect(() => {
    if (count < 2) return;
    void turn;
    const timer = setTimeout(() => setTurn((before) => (before + 1) % count), stay);
    return () => clearTimeout(timer);
  }, [turn, stay, count]);
  const at = count === 0 ? 0 : turn % count;
  return { at, slide: slides[at], next: slides[(at + 1) % Math.max(1, count)], read };
}

/** The place itself, as its people chose to show it (R6.4). */
function Picture({ picture, place }: { picture: string; place: Place }) {
  return (
    <figure className={styles.picture}>
      <img src={picture} alt={place.villageName} />
    </figure>
  );
}

/** Where nobody is: the notices by turns (R2.8). Nothing here is anybody's in particular. */
export function RestScreen({ onWake }: { onWake(): void }) {
  const { data } = useQuery(api.home.queryOptions());
  const { data: face } = useQuery(api.face.queryOptions());
  const now = useClock();
  const cards = data === undefined ? [] : restOrder(data, now);
  const slides: Turn[] = [...cards, ...(face?.picture === undefined ? [] : [placePicture])];
  const { at, slide, next, read } = useTurns(slides);
  // The next is there before its turn.
  const coming = isCard(next) ? next.id : undefined;
  useQuery({ ...itemQuery(coming ?? '', undefined), enabled: coming !== undefined });
  useWake(onWake);
  const start = useRef<HTMLButtonElement>(null);
  useEffect(() => start.current?.focus({ preventScroll: true }), []);
  return (
    <div className={styles.rest}>
      {data === undefined ? null : <Head place={data.place} mark={face?.mark} />}
      <main className={styles.middle}>
        {isCard(slide) ? <Slide key={slide.id} card={slide} onShown={read} /> : null}
        {slide === placePicture && data !== undefined && face?.picture !== undefined ? (
          <Picture picture={face.picture} place={data.place} />
        ) : null}
      </main>
      <footer className={styles.foot}>
        <button ref={start} type="button" className={styles.start}>
          {rest.start}
          {slides.length > 1 ? (
            <span className={styles.position} aria-hidden="true">
              {rest.position(at + 1, slides.length)}
            </span>
          ) : null}
        </button>
      </footer>
    </div>
  );
}
