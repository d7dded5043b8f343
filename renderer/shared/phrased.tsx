import { Fragment } from 'react';

/** A figure, or one with its magnitude (「29.4 万」): its measure follows. */
const figure = /\p{Number}(?: ?[百千万亿]+)?$/u;

/** The space between a figure and its measure (「29.4 万元」): no line breaks there. */
const figureSpace = /(\p{Number}) (?=\S)/gu;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * The places where a line may break: between words, never inside one (「开工」), nor between a figure and its measure
 * (「6户」). Joined, the phrases are the text.
 */
export function phrasesOf(text: string): string[] {
  const phrases: string[] = [];
  let open = true;
  for (const { segment, isWordLike = false } of segmenter.segment(text)) {
    if (open || !isWordLike) phrases.push(`${phrases.pop() ?? ''}${segment}`);
    else phrases.push(segment);
    // What is no word (punctuation, spaces) has its own rules for breaking; a figure holds on to what it counts.
    open = !isWordLike || figure.test(phrases.at(-1) ?? '');
  }
  return phrases;
}

/** A headline that breaks between words. Its element's style: `word-break: keep-all`. */
export function Phrased({ text }: { text: string }) {
  const numbered = phrasesOf(text).map((phrase, number) => ({ phrase, number }));
  return numbered.map(({ phrase, number }) => (
    <Fragment key={number}>
      {number === 0 ? null : <wbr />}
      {phrase.replace(figureSpace, '$1\u00a0')}
    </Fragment>
  ));
}
