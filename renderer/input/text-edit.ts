/** Changes to a text at a place, and where the caret is afterwards. Never splits a character. */

/** What is selected, UTF-16 units; start = end is a caret. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

interface Edited {
  readonly text: string;
  readonly caret: number;
}

/** Puts in as many whole characters as there is room for. */
export function inserted(text: string, { start, end }: Place, added: string, maxLength: number): Edited {
  const room = maxLength - (text.length - (end - start));
  let fitting = '';
  for (const character of added) {
    if (fitting.length + character.length > room) break;
    fitting += character;
  }
  return { text: text.slice(0, start) + fitting + text.slice(end), caret: start + fitting.length };
}

/** Takes out what is selected, else the character before the caret. */
export function withoutLast(text: string, { start, end }: Place): Edited {
  if (start !== end) return { text: text.slice(0, start) + text.slice(end), caret: start };
  const before = [...text.slice(0, start)].slice(0, -1).join('');
  return { text: before + text.slice(start), caret: before.length };
}
