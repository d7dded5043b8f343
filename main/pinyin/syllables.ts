/** Pinyin without tones, as it is typed: `v` for ü after n and l, `lue` and `nue` for lüe and nüe. */

const initials = ['zh', 'ch', 'sh', ...'bpmfdtnlgkhjqxrzcsyw'] as const;

/** The consonant with which a syllable begins, as it is abbreviated: `zh` too; of a vowel, the vowel itself. */
export function initialOf(syllable: string): string {
  return initials.find((initial) => syllable.startsWith(initial)) ?? syllable.slice(0, 1);
}

/** Other spellings of a syllable that keyboards and people use. */
export function spellingsOf(syllable: string): readonly string[] {
  if (syllable === 'lue' || syllable === 'nue') return [syllable, syllable.replace('u', 'v')];
  if (syllable === 'lv' || syllable === 'nv') return [syllable, syllable.replace('v', 'yu')];
  return [syllable];
}

const toneless: Readonly<Record<string, string>> = {
  ā: 'a',
  á: 'a',
  ǎ: 'a',
  à: 'a',
  ē: 'e',
  é: 'e',
  ě: 'e',
  è: 'e',
  ê: 'e',
  ī: 'i',
  í: 'i',
  ǐ: 'i',
  ì: 'i',
  ō: 'o',
  ó: 'o',
  ǒ: 'o',
  ò: 'o',
  ū: 'u',
  ú: 'u',
  ǔ: 'u',
  ù: 'u',
  ü: 'v',
  ǖ: 'v',
  ǘ: 'v',
  ǚ: 'v',
  ǜ: 'v',
  ń: 'n',
  ň: 'n',
  ǹ: 'n',
  ḿ: 'm',
};

/** A syllable with tone marks (chóu, lǜ) as it is typed; '' where it is none. */
export function withoutTone(marked: string): string {
  const plain = [...marked.normalize('NFC')]
    .map((letter) => toneless[letter] ?? letter)
    .join('')
    .replace(/\p{M}/gu, '')
    .replace(/^([ln])ve$/, '$1ue');
  return /^[a-z]+$/.test(plain) ? plain : '';
}

/** Pairs that many speakers do not tell apart: initials, and finals with and without g. */
const likeInitials: readonly (readonly [string, string])[] = [
  ['zh', 'z'],
  ['ch', 'c'],
  ['sh', 's'],
  ['n', 'l'],
];
const likeFinals: readonly (readonly [string, string])[] = [
  ['ang', 'an'],
  ['eng', 'en'],
  ['ing', 'in'],
];

function otherInitials(syllable: string): string[] {
  const initial = initialOf(syllable);
  return likeInitials.flatMap(([left, right]) => {
    if (initial === left) return [right + syllable.slice(left.length)];
    if (initial === right) return [left + syllable.slice(right.length)];
    return [];
  });
}

function otherFinals(syllable: string): string[] {
  return likeFinals.flatMap(([longer, shorter]) => {
    if (syllable.endsWith(longer)) return [syllable.slice(0, -1)];
    if (syllable.endsWith(shorter)) return [`${syllable}g`];
    return [];
  });
}

/** Syllables that sound like this one to those who do not tell z/zh, c/ch, s/sh, n/l, an/ang, en/eng, in/ing apart. */
export function alike(syllable: string): readonly string[] {
  const withInitials = [syllable, ...otherInitials(syllable)];
  const all = withInitials.flatMap((each) => [each, ...otherFinals(each)]);
  return [...new Set(all)].filter((each) => each !== syllable);
}
