const sentenceEnd = /[^。！？；!?;\n]*(?:[。！？；!?;]+[」』”’）)】》]*|\n|$)/gu;
const clauseEnd = /[^，、：,:]*(?:[，、：,:]+|$)/gu;

const pieces = (text: string, pattern: RegExp) => (text.match(pattern) ?? []).filter((piece) => piece !== '');

/** Splits after sentence ends and line breaks; joined, the pieces are the text. Numbers such as 3.5 are not torn. */
export function splitSentences(text: string): string[] {
  return pieces(text, sentenceEnd);
}

/** Splits a sentence after commas; joined, the pieces are the sentence. */
export function splitClauses(sentence: string): string[] {
  return pieces(sentence, clauseEnd);
}

/** Splits into what must stay together when all else is too long: a character, or a run of Latin letters and digits. */
export function splitCharacters(text: string): string[] {
  return text.match(/[\p{Script=Latin}\p{Number}.,%/-]{1,12}|./gsu) ?? [];
}
