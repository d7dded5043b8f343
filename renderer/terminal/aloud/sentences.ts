/** Cuts text into what is said in one breath. Decides only. */

/** A stretch longer than this is cut at its commas too: the mark has to be followed by the eye. UTF-16 units. */
const breath = 48;
/** Longer than any clause; cut anywhere but within a number. Below `limits.spokenCharacters`. UTF-16 units. */
const longest = 120;

export type Stretch = readonly [start: number, end: number];

const ends = /[。！？!?；;\n]+[”’」』）)]*/gu;
/** Not the comma of 12,000. */
const pauses = /[、：:]|[，,](?!\d{3}(?!\d))/gu;

function cutAfter(text: string, [start, end]: Stretch, pattern: RegExp): Stretch[] {
  const parts: Stretch[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(pattern)) {
    const at = start + match.index + match[0].length;
    parts.push([from, at]);
    from = at;
  }
  return from < end ? [...parts, [from, end]] : parts;
}

/** Clauses put together again, as many as make a breath. */
function together(clauses: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const clause of clauses) {
    const last = joined.at(-1);
    if (last !== undefined && clause[1] - last[0] <= breath) joined[joined.length - 1] = [last[0], clause[1]];
    else joined.push(clause);
  }
  return joined;
}

function cutAnywhere(text: string, [start, end]: Stretch): Stretch[] {
  const parts: Stretch[] = [];
  let from = start;
  while (end - from > longest) {
    let to = from + longest;
    while (to > from + breath && /[\d.,]/.test(text[to - 1] ?? '')) to -= 1;
    parts.push([from, to]);
    from = to;
  }
  return [...parts, [from, end]];
}

/** Without the blanks at both ends. */
function trimmed(text: string, [start, end]: Stretch): Stretch {
  const inside = text.slice(start, end);
  return [
    start + (inside.length - inside.trimStart().length),
    end - (inside.length - inside.trimEnd().length),
  ];
}

/** @returns where each sentence stands in `text`, UTF-16 units; only what has a letter or digit */
export function sentences(text: string): Stretch[] {
  return cutAfter(text, [0, text.length], ends)
    .flatMap((sentence) =>
      sentence[1] - sentence[0] <= breath ? [sentence] : together(cutAfter(text, sentence, pauses)),
    )
    .flatMap((part) => cutAnywhere(text, part))
    .map((part) => trimmed(text, part))
    .filter(([start, end]) => /[\p{L}\p{N}]/u.test(text.slice(start, end)));
}
