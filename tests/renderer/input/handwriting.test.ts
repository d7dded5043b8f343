import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { hurriedHand, plainHand, written } from '../../../build/input-data/distort.ts';
import { seeded } from '../../../build/input-data/random.ts';
import { outlineOf, readModel } from '../../../renderer/input/handwriting/model.ts';
import { Recogniser } from '../../../renderer/input/handwriting/recognise.ts';
import { favouredCharacters } from '../../../renderer/input/local-characters.ts';
import { penStrokes } from './pen.ts';

const packed = readFileSync(
  path.resolve(import.meta.dirname, '../../../renderer/input/data/handwriting.bin.gz'),
);
const file = gunzipSync(packed);
const model = readModel(file);
const characters = [...model.characters];
const recogniser = new Recogniser(model);
const printed = (character: string) =>
  outlineOf(model, characters.indexOf(character)).map((stroke) => stroke.map((value) => 4 * value));
const guesses = (strokes: readonly (readonly number[])[], wanted = 10) =>
  recogniser.recognise(strokes, wanted).map(({ character }) => character);

describe('the model', () => {
  test('is small and has all of 通用规范汉字表, names included', () => {
    expect(packed.length).toBeLessThan(2.5 * 1024 * 1024);
    expect(new Set(characters).size).toBe(8105);
    for (const character of '的村赢乂爨㙍尉迟俟䶮') expect(characters).toContain(character);
  });

  test('is refused where it is cut off or something else', () => {
    expect(() => readModel(file.subarray(0, file.length - 1))).toThrow();
    expect(() => readModel(new TextEncoder().encode('<!doctype html>'))).toThrow();
  });
});

describe('recognition', () => {
  test('of strokes drawn by hand, a box in one stroke against the usual direction among them', () => {
    for (const [character, strokes] of Object.entries(penStrokes))
      expect(guesses(strokes)[0]).toBe(character);
  });

  test.each([...'未末土士己已巳人入日曰千干午牛天夫大太犬王玉主田由甲申'])(
    'tells %s as it is printed',
    (character) => {
      expect(guesses(printed(character))[0]).toBe(character);
    },
  );

  test('does not depend on the order of strokes, nor on place and size', () => {
    for (const character of '低保救助赢国') {
      const strokes = printed(character);
      const expected = guesses(strokes);
      expect(guesses(strokes.toReversed())).toEqual(expected);
      expect(guesses(strokes.map((stroke) => stroke.map((value) => value / 7 + 300)))).toEqual(expected);
    }
  });

  test('takes a whole character written without lifting the pen', () => {
    const joined = [...'低保村民公示国家'].filter((character) =>
      guesses([printed(character).flat()]).includes(character),
    );
    expect(joined.length).toBeGreaterThanOrEqual(7);
  });

  test('of distorted writings is mostly first, and hardly ever missing', () => {
    const random = seeded(11);
    const chosen = Array.from({ length: 200 }, () => characters[Math.floor(random() * 3500)] ?? '');
    const ranks = (hand: typeof plainHand) =>
      chosen.map((character, index) =>
        guesses(written(printed(character), hand, 800_000_000 + index)).indexOf(character),
      );
    const plain = ranks(plainHand);
    expect(plain.filter((rank) => rank === 0).length).toBeGreaterThan(180);
    expect(plain.filter((rank) => rank >= 0).length).toBeGreaterThan(195);
    expect(ranks(hurriedHand).filter((rank) => rank >= 0).length).toBeGreaterThan(180);
  });

  test('prefers the characters of the village where shapes are alike', () => {
    const strokes = printed('土');
    const favoured = favouredCharacters([{ text: '士', weight: 1 }]);
    const places = (found: { character: string }[]) => found.findIndex(({ character }) => character === '士');
    expect(places(recogniser.recognise(strokes, 10, favoured))).toBeLessThanOrEqual(
      places(recogniser.recognise(strokes, 10)),
    );
    expect(recogniser.recognise(printed('赢'), 1, favoured)[0]?.character).toBe('赢');
  });

  test('bears dots, nothing, and scribbling', () => {
    expect(guesses([])).toEqual([]);
    expect(guesses([[]])).toEqual([]);
    expect(guesses([[5, 5]])).toHaveLength(10);
    expect(guesses([[5, 5, 5, 5, 5, 5]])).toHaveLength(10);
    const random = seeded(3);
    const scribble = Array.from({ length: 64 }, () => Array.from({ length: 400 }, () => random() * 900));
    expect(guesses(scribble, 20)).toHaveLength(20);
  });
});
