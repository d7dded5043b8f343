/** Words offered at once: three rows of them on the narrowest screen. */
const offered = 24;
/** A word in fewer titles than this says nothing about the village. */
const oftenEnough = 2;

/** Two to four Chinese characters, no ordinals or dates. */
const hanWord = /^(?!第)(?!.*[年月日]$)\p{Script=Han}{2,4}$/u;

/** The browser's dictionary parts words it does not know into characters: 低|保. Two such in a row are a word of the field. */
function joinSingles(segments: readonly string[]): string[] {
  const single = (at: number) => /^\p{Script=Han}$/u.test(segments[at] ?? '');
  return segments.flatMap((segment, at) => {
    if (!single(at)) return [segment];
    const first = !single(at - 1) && single(at + 1) && !single(at + 2);
    return first ? [`${segment}${segments[at + 1]}`] : [];
  });
}

/**
 * The words that occur in the village's own titles, most frequent first: for people who do not type (R2.2).
 * @param titles as published; a word counts once a title
 * @param without words too general to lead anywhere; parts of them are left out as well
 */
export function villageWords(titles: readonly string[], without: readonly string[]): string[] {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const counts = new Map<string, number>();
  for (const title of titles) {
    const words = joinSingles([...segmenter.segment(title)].map(({ segment }) => segment));
    for (const word of new Set(words))
      if (hanWord.test(word) && !without.some((general) => general.includes(word)))
        counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= oftenEnough)
    .sort(([, a], [, b]) => b - a)
    .slice(0, offered)
    .map(([word]) => word);
}
