/**
 * How often the right character is first, and among the first ten, over the 3,500 of the first list of 通用规范汉字表:
 *     node build/input-data/evaluate-handwriting.ts [CACHE FOLDER] [EVERY nTH]
 * Sets: printed middle lines distorted with seeds that training did not use, by three hands; skeletons of two fonts that
 * did not train it, as they are and distorted.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readModel } from '../../renderer/input/handwriting/model.ts';
import { Recogniser } from '../../renderer/input/handwriting/recognise.ts';
import { hurriedHand, mildHand, plainHand, written } from './distort.ts';
import { commonCharacters } from './sources.ts';
import { middleLines, type Strokes, skeletons } from './strokes-of.ts';

const cache = process.argv[2] ?? '/tmp/sanwu-input-data';
const every = Number(process.argv[3] ?? 1);
const firstList = 3500;
/** Seeds of training are below 10 million. */
const freshSeed = 500_000_000;
const file = path.resolve(import.meta.dirname, '../../renderer/input/data/handwriting.bin.gz');
const recogniser = new Recogniser(readModel(gunzipSync(readFileSync(file))));

const characters = [...commonCharacters(cache)]
  .filter(([, number]) => number <= firstList && number % every === 0)
  .map(([character]) => character);

function judge(name: string, strokesOf: (character: string, index: number) => Strokes | undefined): void {
  let [all, first, ten, took] = [0, 0, 0, 0];
  const missed: string[] = [];
  for (const [index, character] of characters.entries()) {
    const strokes = strokesOf(character, index);
    if (strokes === undefined) continue;
    const began = performance.now();
    const rank = recogniser.recognise(strokes, 10).findIndex((guess) => guess.character === character);
    took += performance.now() - began;
    all++;
    if (rank === 0) first++;
    if (rank >= 0) ten++;
    else missed.push(character);
  }
  const share = (count: number) => `${((100 * count) / all).toFixed(1)} %`;
  const line = `${name}: first ${share(first)}, among ten ${share(ten)} of ${all}, ${(took / all).toFixed(1)} ms each; missed ${missed.slice(0, 40).join('')}`;
  process.stdout.write(`${line}\n`);
}

const printed = middleLines(cache, characters);
for (const [name, hand] of Object.entries({ mild: mildHand, plain: plainHand, hurried: hurriedHand })) {
  judge(`middle lines, ${name} hand`, (character, index) => {
    const strokes = printed.get(character);
    return strokes && written(strokes, hand, freshSeed + index);
  });
}
for (const font of ['wenkai', 'zenhei'] as const) {
  const drawn = skeletons(cache, font, characters);
  judge(`skeletons of ${font}`, (character) => drawn.get(character));
  judge(`skeletons of ${font}, plain hand`, (character, index) => {
    const strokes = drawn.get(character);
    return strokes && written(strokes, plainHand, freshSeed + index);
  });
}
