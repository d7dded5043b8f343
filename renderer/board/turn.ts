/** Whose turn it is: the loop over the rotation, what has just been announced, and what has gone. Pure. */
import type { RotationView } from '../../main/contract/views.ts';

export type Entry = RotationView['entries'][number];

/** Changes when what is shown would: a corrected version is another one. */
export const keyOf = ({ card, view }: Entry) => `${card.id}@${view.content?.digest ?? ''}`;

/** Withdrawn and erased items do not rotate, whatever the core sent. */
function mayRotate({ card, view }: Entry): boolean {
  return (
    card.state === 'published' &&
    view.content?.state === 'published' &&
    view.withdrawn === undefined &&
    view.erased === undefined
  );
}

export interface Turn {
  entries: readonly Entry[];
  /** Place in the loop. */
  at: number;
  /** Page of the shown entry, from 0. */
  page: number;
  /** Id of an entry shown out of its order; the loop goes on after it. */
  between: string | undefined;
  /** Page of the loop's entry to go on with; undefined: that entry is done. */
  resume: number | undefined;
  /** Ids whose turn is next. */
  waiting: readonly string[];
  /** Keys that were announced, of entries still in the rotation. */
  announced: ReadonlySet<string>;
}

export const noTurn: Turn = {
  entries: [],
  at: 0,
  page: 0,
  between: undefined,
  resume: undefined,
  waiting: [],
  announced: new Set(),
};

const find = (entries: readonly Entry[], id: string) => entries.find(({ card }) => card.id === id);

/** The entry on screen. */
export function shownEntry(turn: Turn): Entry | undefined {
  return turn.between === undefined ? turn.entries[turn.at] : find(turn.entries, turn.between);
}

/** Place of `id` nearest to `at`: publicity items stand in the loop several times. -1 where it is gone. */
function nearest(entries: readonly Entry[], id: string, at: number): number {
  let found = -1;
  for (const [index, { card }] of entries.entries()) {
    if (card.id === id && (found < 0 || Math.abs(index - at) < Math.abs(found - at))) found = index;
  }
  return found;
}

const within = (at: number, count: number) => (count === 0 ? 0 : at % count);

export interface Renewed {
  turn: Turn;
  /** What was on screen is gone, or is an old version now: show the turn's entry at once. */
  atOnce: boolean;
  /** Newly announced. */
  fresh: readonly Entry[];
}

/** Takes a new rotation and stays where the loop was. On the first one nothing is announced: it begins with the newest anyway. */
export function renew(turn: Turn, all: readonly Entry[]): Renewed {
  const entries = all.filter(mayRotate);
  const marked = entries.filter(({ reason }) => reason === 'announced');
  const announced = new Set(marked.map(keyOf));
  const shown = shownEntry(turn);
  if (shown === undefined) return { turn: { ...noTurn, entries, announced }, atOnce: true, fresh: [] };
  const fresh = marked.filter((entry) => !turn.announced.has(keyOf(entry)));
  const now = find(entries, shown.card.id);
  const changed = now !== undefined && keyOf(now) !== keyOf(shown);
  const freshIds = fresh.map(({ card }) => card.id).filter((id) => id !== shown.card.id);
  const waiting = [...new Set([...turn.waiting, ...freshIds])].filter(
    (id) => find(entries, id) !== undefined,
  );
  const renewed: Turn = { ...moved(turn, entries), entries, waiting, announced };
  if (now === undefined) return { turn: afterGone(renewed, turn), atOnce: true, fresh };
  return { turn: changed ? { ...renewed, page: 0 } : renewed, atOnce: changed, fresh };
}

/** Where the loop stands among other entries. */
function moved(turn: Turn, entries: readonly Entry[]): Turn {
  const place = turn.entries[turn.at];
  const at = place === undefined ? -1 : nearest(entries, place.card.id, turn.at);
  if (at >= 0) return { ...turn, at };
  return { ...turn, at: within(turn.at, entries.length), resume: turn.between === undefined ? undefined : 0 };
}

function afterGone(renewed: Turn, before: Turn): Turn {
  if (before.between === undefined) return { ...renewed, page: 0 };
  return goOn({ ...renewed, between: undefined });
}

/** Back from an announcement to where the loop was. */
function goOn(turn: Turn): Turn {
  const { resume } = turn;
  const at = resume === undefined ? within(turn.at + 1, turn.entries.length) : turn.at;
  return { ...turn, between: undefined, at, page: resume ?? 0, resume: undefined };
}

/**
 * The next page: what was announced, else the item's next page, else the next item.
 * @param pages how many pages the shown entry has
 */
export function next(turn: Turn, pages: number): Turn {
  const [first, ...waiting] = turn.waiting;
  if (first !== undefined) {
    const page = turn.page + 1;
    const interrupted = page < pages ? page : undefined;
    const resume = turn.between === undefined ? interrupted : turn.resume;
    return { ...turn, waiting, between: first, page: 0, resume };
  }
  if (turn.page + 1 < pages) return { ...turn, page: turn.page + 1 };
  return turn.between === undefined ? goOn({ ...turn, resume: undefined }) : goOn(turn);
}
