/** What differs between two texts or two lists, as parts to mark. */
import { diffArrays, diffWordsWithSpace } from 'diff';

export type Mark = 'same' | 'added' | 'removed';

export interface TextPart {
  mark: Mark;
  text: string;
}

/** A line of text before and after; a side without the line has no parts. */
export interface LineChange {
  older: readonly TextPart[];
  newer: readonly TextPart[];
}

/** Edits beyond which two texts count as two texts: looking for what they share would hold the page up. */
const mostEdits = 2000;

const chinese = new Intl.Segmenter('zh', { granularity: 'word' });

/** Both whole: of a date or a name, the words that two share say nothing. */
export const wholeLine = (older: string, newer: string): LineChange => ({
  older: older === '' ? [] : [{ mark: 'removed', text: older }],
  newer: newer === '' ? [] : [{ mark: 'added', text: newer }],
});

/** Word by word. */
export function wordsLine(older: string, newer: string): LineChange {
  if (older === '' || newer === '') return wholeLine(older, newer);
  const parts = diffWordsWithSpace(older, newer, { intlSegmenter: chinese, maxEditLength: mostEdits });
  if (parts === undefined) return wholeLine(older, newer);
  const marked = parts.map(
    ({ added, removed, value }): TextPart => ({
      mark: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    }),
  );
  return {
    older: marked.filter(({ mark }) => mark !== 'added'),
    newer: marked.filter(({ mark }) => mark !== 'removed'),
  };
}

interface Run<T> {
  removed: readonly T[];
  added: readonly T[];
  same: readonly T[];
}

/** Runs of what is equal, and between them what was taken out beside what came in. `same` are the newer ones. */
export function runs<T>(older: readonly T[], newer: readonly T[], key: (value: T) => string): Run<T>[] {
  const parts = diffArrays([...older], [...newer], {
    comparator: (one, other) => key(one) === key(other),
    maxEditLength: mostEdits,
  });
  if (parts === undefined) return [{ removed: older, added: newer, same: [] }];
  const found: Run<T>[] = [];
  for (const { added, removed, value } of parts) {
    const last = found.at(-1);
    if (added && last !== undefined && last.added.length === 0 && last.same.length === 0) {
      found[found.length - 1] = { ...last, added: value };
    } else if (removed && last !== undefined && last.removed.length === 0 && last.same.length === 0) {
      found[found.length - 1] = { ...last, removed: value };
    } else {
      found.push({
        removed: removed ? value : [],
        added: added ? value : [],
        same: added || removed ? [] : value,
      });
    }
  }
  return found;
}

const linesOf = (text: string) => text.split('\n').filter((line) => line.trim() !== '');

/** Of two texts of several lines: those that differ. */
export function linesBetween(older: string, newer: string, lineOf = wordsLine): LineChange[] {
  return runs(linesOf(older), linesOf(newer), (line) => line.trim()).flatMap(({ removed, added }) =>
    Array.from({ length: Math.max(removed.length, added.length) }, (_, index) =>
      lineOf(removed[index] ?? '', added[index] ?? ''),
    ),
  );
}
