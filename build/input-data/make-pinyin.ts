/**
 * Makes main/pinyin/data/lexicon.txt.gz. Run from the project's root: `node build/input-data/make-pinyin.ts [CACHE FOLDER]`.
 * Words and weights: Debian's rime-data-pinyin-simp (Apache-2.0, from Android's Pinyin IME). Readings of characters that
 * it lacks: Unihan's kTGHZ2013 and kMandarin (Unicode licence). Kept: all of 通用规范汉字表, and what occurs in words.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { weightMark, weightOfCount } from '../../main/pinyin/lexicon.ts';
import { withoutTone } from '../../main/pinyin/syllables.ts';
import { commonCharacters, debianFile, unihan } from './sources.ts';

const target = path.resolve(import.meta.dirname, '../../main/pinyin/data/lexicon.txt.gz');
/** Characters of names and places outside 通用规范汉字表 that registers hold; the same as build/rare-font.py draws. */
const namesAndPlaces = /NAMES_AND_PLACES = '([^']+)'/;

interface Entry {
  readonly text: string;
  readonly syllables: readonly string[];
  readonly count: number;
}

function entries(dictionary: string): Entry[] {
  return dictionary
    .split('\n')
    .map((line) => line.split('\t'))
    .filter((parts) => parts.length === 3)
    .map(([text = '', spelled = '', count = '']) => ({
      text,
      syllables: spelled.split(' '),
      count: Number(count),
    }));
}

/** Readings with tone marks, in either form of Unihan: `036.140:chán 064.090:dān`, `dān`. */
const syllablesOf = (value: string | undefined) =>
  (value ?? '')
    .split(' ')
    .flatMap((part) => part.replace(/^[^:]*:/, '').split(','))
    .map(withoutTone)
    .filter((syllable) => syllable !== '');

function readings(cache: string, known: readonly Entry[]): Map<string, Map<string, number>> {
  const common = commonCharacters(cache);
  const rareFont = readFileSync(path.resolve(import.meta.dirname, '../rare-font.py'), 'utf8');
  const wanted = new Set([
    ...common.keys(),
    ...(namesAndPlaces.exec(rareFont)?.[1] ?? ''),
    ...known.filter(({ syllables }) => syllables.length > 1).flatMap(({ text }) => [...text]),
  ]);
  const dictionary = unihan(cache, 'Readings', 'kTGHZ2013');
  const mandarin = unihan(cache, 'Readings', 'kMandarin');
  const found = new Map([...wanted].map((character) => [character, new Map<string, number>()]));
  for (const { text, syllables, count } of known) {
    if (syllables.length === 1) found.get(text)?.set(syllables[0] ?? '', count);
  }
  for (const [character, counts] of found) {
    const more = [
      ...syllablesOf(dictionary.get(character)),
      ...(counts.size === 0 ? syllablesOf(mandarin.get(character)) : []),
    ];
    for (const syllable of more) if (!counts.has(syllable)) counts.set(syllable, 0);
  }
  return found;
}

const byCount = (left: [string, number], right: [string, number]) => right[1] - left[1];

/** The data file's text; see main/pinyin/lexicon.ts. */
function lexicon(cache: string): string {
  const known = entries(readFileSync(debianFile(cache, 'rime-data-pinyin-simp'), 'utf8'));
  const characters = readings(cache, known);
  const ordered = new Map(
    [...characters].map(([character, counts]) => [character, [...counts].sort(byCount)]),
  );
  const words = known
    .filter(({ syllables }) => syllables.length > 1)
    .sort((left, right) => right.count - left.count);
  const syllables = new Set([...ordered.values()].flatMap((counts) => counts.map(([syllable]) => syllable)));
  const characterLines = [...ordered]
    .sort(([, left], [, right]) => (right[0]?.[1] ?? 0) - (left[0]?.[1] ?? 0))
    .filter(([, counts]) => counts.length > 0)
    .map(([character, counts]) => {
      const each = counts.map(([syllable, count]) => syllable + weightMark(weightOfCount(count)));
      return character + each.join('');
    });
  const wordLines = words.map(({ text, syllables, count }) => {
    const usual = [...text].every(
      (character, index) => ordered.get(character)?.[0]?.[0] === syllables[index],
    );
    return text + weightMark(weightOfCount(count)) + (usual ? '' : syllables.join(' '));
  });
  return [[...syllables].sort().join(' '), ...characterLines, '', ...wordLines, ''].join('\n');
}

const cache = process.argv[2] ?? '/tmp/sanwu-input-data';
const text = lexicon(cache);
const packed = gzipSync(text, { level: 9 });
// The header's mark of the system would make the file depend on where it is made.
packed[9] = 255;
writeFileSync(target, packed);
process.stdout.write(`${path.basename(target)}: ${text.length} characters, ${packed.length} bytes\n`);
