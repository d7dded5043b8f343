import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readLexicon } from '../../../main/pinyin/lexicon.ts';
import { initialsOf, Reader } from '../../../main/pinyin/readings.ts';
import { surnameReadings } from '../../../main/pinyin/surnames.ts';
import { alike, initialOf, withoutTone } from '../../../main/pinyin/syllables.ts';

const file = path.resolve(import.meta.dirname, '../../../main/pinyin/data/lexicon.txt.gz');
const packed = readFileSync(file);
const lexicon = readLexicon(gunzipSync(packed).toString());
const reader = new Reader(lexicon);
const likeliest = (text: string, kind?: 'name') =>
  reader
    .pinyinOf(text, kind)
    .map(({ syllables }) => syllables[0])
    .join(' ');

describe('the data', () => {
  test('is small, and has the common characters and the words of rime-data-pinyin-simp', () => {
    expect(packed.length).toBeLessThan(1024 * 1024);
    expect(lexicon.characters.size).toBeGreaterThan(8100);
    expect(lexicon.words.length).toBeGreaterThan(48_000);
  });

  test('gives every character and word syllables of its own list', () => {
    const known = new Set(lexicon.syllables);
    const used = [...lexicon.characters.values()].flat().map(({ syllable }) => syllable);
    const unknown = [...used, ...lexicon.words.flatMap(({ syllables }) => syllables)].filter(
      (each) => !known.has(each),
    );
    expect(unknown).toEqual([]);
    expect(lexicon.words.filter(({ text, syllables }) => [...text].length !== syllables.length)).toEqual([]);
  });

  test('orders the readings of a character by how common they are', () => {
    for (const readings of lexicon.characters.values()) {
      const weights = readings.map(({ weight }) => weight);
      expect(weights).toEqual(weights.toSorted((left, right) => right - left));
    }
  });

  test('is refused where it is something else', () => {
    expect(() => readLexicon('<!doctype html>')).toThrow();
  });
});

describe('readings', () => {
  test.each([
    ['重庆', 'chong qing'],
    ['重要', 'zhong yao'],
    ['银行', 'yin hang'],
    ['行政', 'xing zheng'],
    ['校长', 'xiao zhang'],
    ['长江', 'chang jiang'],
    ['音乐', 'yin yue'],
    ['快乐', 'kuai le'],
    ['低保救助', 'di bao jiu zhu'],
    ['绿化', 'lv hua'],
    ['战略', 'zhan lue'],
  ])('of %s are %s', (text, spelled) => {
    expect(likeliest(text)).toBe(spelled);
  });

  test.each([
    ['单建平', 'shan jian ping'],
    ['曾小红', 'zeng xiao hong'],
    ['仇大海', 'qiu da hai'],
    ['区志强', 'ou zhi qiang'],
    ['查良', 'zha liang'],
    ['解海龙', 'xie hai long'],
    ['朴成', 'piao cheng'],
    ['尉迟恭', 'yu chi gong'],
    ['万俟春', 'mo qi chun'],
    ['王建平', 'wang jian ping'],
  ])('of the name %s are %s', (text, spelled) => {
    expect(likeliest(text, 'name')).toBe(spelled);
  });

  test('in a running text keep the surname as a second way', () => {
    expect(reader.pinyinOf('单')[0]?.syllables).toEqual(['dan', 'shan']);
    expect(reader.pinyinOf('2A 村').map(({ syllables }) => syllables)).toEqual([[], [], [], ['cun']]);
  });

  test('give the initials that people type', () => {
    expect(initialsOf(reader.pinyinOf('低保救助'))).toBe('dbjz');
    expect(initialsOf(reader.pinyinOf('2026年重庆'))).toBe('2026ncq');
    expect(initialsOf(reader.pinyinOf('中山'))).toBe('zs');
  });

  test('of surnames are listed only where they differ from the usual', () => {
    const usual = [...surnameReadings].filter(
      ([surname, syllable]) => lexicon.characters.get(surname)?.[0]?.syllable === syllable,
    );
    expect(usual).toEqual([]);
  });
});

test('tones go, ü becomes v, and lüe is typed lue', () => {
  expect(['chóu', 'lǜ', 'nǚ', 'lüè', 'é', 'ḿ', '—'].map(withoutTone)).toEqual([
    'chou',
    'lv',
    'nv',
    'lue',
    'e',
    'm',
    '',
  ]);
});

test('syllables that many do not tell apart', () => {
  expect(initialOf('zhang')).toBe('zh');
  expect(initialOf('an')).toBe('a');
  expect([...alike('zhang')].sort()).toEqual(['zan', 'zang', 'zhan']);
  expect([...alike('li')].sort()).toEqual(['ni']);
  expect(alike('ming')).toEqual(['min']);
});
