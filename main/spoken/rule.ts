/** One way of reading: what is met in a text, and what is said for it. The pattern is global; groups are those of the pattern. */
export type Rule = readonly [pattern: RegExp, read: (...groups: string[]) => string];

/** In their order: what a later rule would tear is read first. */
export function read(text: string, rules: readonly Rule[]): string {
  return rules.reduce(
    (spoken, [pattern, say]) =>
      // Groups that took no part are undefined; what follows them is a place and the text.
      spoken.replace(pattern, (...parts: unknown[]) =>
        say(...parts.map((part) => (typeof part === 'string' ? part : ''))),
      ),
    text,
  );
}
