/** Words offered at once: three rows of them on the narrowest screen. */
const offered = 24;
/** A word in fewer titles than this says nothing about the village. */
const oftenEnough = 2;

/** Two to four Chinese characters, no ordinals or dates. */
const hanWord = /^(?!第)(?!.*[年月日]$)\p{Script=Han}{2,4}$/u;

/**
 * The words that occur in the village's own titles, most frequent first: for people who do not type (R2.2).
 * @param titles as published; a word counts once a title
 * @param without words too general to lead anywhere
 */
export function villageWords(titles: readonly string[], without: readonly string[]): string[] {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  const counts = new Map<string, number>();
  for (const title of titles) {
    const words = new Set([...segmenter.segment(title)].map(({ segment }) => segment));
    for (const word of words)
      if (hanWord.test(word) && !without.includes(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= oftenEnough)
    .sort(([, a], [, b]) => b - a)
    .slice(0, offered)
    .map(([word]) => word);
}
