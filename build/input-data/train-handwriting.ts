/**
 * Makes renderer/input/data/handwriting.bin.gz. Run from the project's root (some minutes):
 *     node build/input-data/train-handwriting.ts [CACHE FOLDER] [WRITINGS OF A CHARACTER]
 * Learns from distorted writings of the middle lines of hanzi-writer-data (Arphic Public License) and, for one writing in
 * three and for characters that it lacks, of skeletons of Noto Sans SC (OFL): a projection (linear discriminant analysis)
 * and for each character its middle in it. Nothing of the fonts that judge (evaluate-handwriting.ts) enters.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { dimensions, features } from '../../renderer/input/handwriting/features.ts';
import { writeModel } from '../../renderer/input/handwriting/model.ts';
import { hurriedHand, mildHand, plainHand, written } from './distort.ts';
import { cholesky, invertLower, leadingVectors, multiply, transpose } from './linear-algebra.ts';
import { commonCharacters } from './sources.ts';
import { middleLines, type Strokes, skeletons } from './strokes-of.ts';

const cache = process.argv[2] ?? '/tmp/sanwu-input-data';
const writings = Number(process.argv[3] ?? 27);
/** Numbers of a prototype; more gain nothing and cost size. */
const size = 160;
/** Added to the spread within characters, so that what training never saw does not count for everything. */
const regular = 0.02;
/** Chance of a stroke from its other end: more than hands do it, so that those who do are understood. */
const reverse = 0.08;
const hands = [mildHand, plainHand, hurriedHand].map((hand) => ({ ...hand, reverse }));
const target = path.resolve(import.meta.dirname, '../../renderer/input/data/handwriting.bin.gz');

function say(text: string): void {
  process.stderr.write(`${(process.uptime() / 60).toFixed(1)} min  ${text}\n`);
}

/** What a character is learned from: printed lines first, a font's skeleton second. */
interface Example {
  readonly character: string;
  readonly forms: readonly Strokes[];
}

function examples(): Example[] {
  const wanted = [...commonCharacters(cache)]
    .sort(([, left], [, right]) => left - right)
    .map(([each]) => each);
  const printed = middleLines(cache, wanted);
  say(`${printed.size} characters with middle lines`);
  const drawn = skeletons(cache, 'noto', wanted);
  say(`${drawn.size} skeletons`);
  return wanted.flatMap((character) => {
    const forms = [printed.get(character), printed.get(character), drawn.get(character)].filter(
      (each) => each !== undefined,
    );
    return forms.length === 0 ? [] : [{ character, forms }];
  });
}

interface Scatter {
  /** Middle of each character's features. */
  readonly middles: Float64Array;
  readonly within: Float64Array;
}

function scatter(all: readonly Example[]): Scatter {
  const middles = new Float64Array(all.length * dimensions);
  const within = new Float64Array(dimensions * dimensions);
  for (const [index, { forms }] of all.entries()) {
    const found = Array.from({ length: writings }, (_, writing) => {
      const hand = hands[Math.floor(writing / 3) % hands.length] ?? plainHand;
      const strokes = written(forms[writing % forms.length] ?? [], hand, index * 1000 + writing);
      return features(strokes) ?? new Float32Array(dimensions);
    });
    const middle = middles.subarray(index * dimensions, (index + 1) * dimensions);
    for (const each of found)
      for (let at = 0; at < dimensions; at++) middle[at] = (middle[at] ?? 0) + (each[at] ?? 0) / writings;
    for (const each of found)
      addOuter(
        within,
        Float64Array.from(each, (value, at) => value - (middle[at] ?? 0)),
      );
    if (index % 1000 === 0) say(`${index} characters written`);
  }
  return { middles, within: mirrored(within, 1 / (all.length * writings)) };
}

/** Adds v·vᵀ to the lower half. */
function addOuter(into: Float64Array, vector: Float64Array): void {
  for (let row = 0; row < dimensions; row++) {
    const factor = vector[row] ?? 0;
    if (factor === 0) continue;
    const start = row * dimensions;
    for (let column = 0; column <= row; column++) {
      into[start + column] = (into[start + column] ?? 0) + factor * (vector[column] ?? 0);
    }
  }
}

function mirrored(lower: Float64Array, factor: number): Float64Array {
  return lower.map((_, index) => {
    const [row, column] = [Math.floor(index / dimensions), index % dimensions];
    return factor * ((row >= column ? lower[index] : lower[column * dimensions + row]) ?? 0);
  });
}

function middleOfAll(middles: Float64Array): Float64Array {
  const count = middles.length / dimensions;
  const mean = new Float64Array(dimensions);
  for (const [index, value] of middles.entries())
    mean[index % dimensions] = (mean[index % dimensions] ?? 0) + value / count;
  return mean;
}

/** Rows of the projection in which characters lie furthest apart for the spread within each. */
function discriminant({ middles, within }: Scatter, mean: Float64Array): Float32Array {
  const trace = within.reduce((sum, value, index) => (index % (dimensions + 1) === 0 ? sum + value : sum), 0);
  for (let at = 0; at < dimensions; at++)
    within[at * (dimensions + 1)] = (within[at * (dimensions + 1)] ?? 0) + (regular * trace) / dimensions;
  const between = new Float64Array(dimensions * dimensions);
  for (let start = 0; start < middles.length; start += dimensions) {
    addOuter(
      between,
      middles.slice(start, start + dimensions).map((value, at) => value - (mean[at] ?? 0)),
    );
  }
  const white = invertLower(cholesky(within, dimensions), dimensions);
  const back = transpose(white, dimensions);
  const spread = multiply(
    multiply(white, mirrored(between, dimensions / middles.length), dimensions),
    back,
    dimensions,
  );
  const rows = leadingVectors(spread, dimensions, size);
  const projection = new Float32Array(size * dimensions);
  for (const [row, vector] of rows.entries()) {
    for (let at = 0; at < dimensions; at++) {
      let sum = 0;
      for (let k = 0; k < dimensions; k++) sum += (back[at * dimensions + k] ?? 0) * (vector[k] ?? 0);
      projection[row * dimensions + at] = sum;
    }
  }
  return projection;
}

function projected(middles: Float64Array, mean: Float64Array, projection: Float32Array): Float32Array {
  const count = middles.length / dimensions;
  return Float32Array.from({ length: count * size }, (_, index) => {
    const [character, row] = [Math.floor(index / size), index % size];
    let sum = 0;
    for (let at = 0; at < dimensions; at++) {
      sum +=
        (projection[row * dimensions + at] ?? 0) *
        ((middles[character * dimensions + at] ?? 0) - (mean[at] ?? 0));
    }
    return sum;
  });
}

/** Printed strokes for the closer look: few points, in a square of 256. */
function outlines(all: readonly Example[]): Uint8Array {
  const bytes: number[] = [];
  for (const { forms } of all) {
    const strokes = forms[0] ?? [];
    bytes.push(strokes.length);
    for (const stroke of strokes) {
      const kept = simplified(stroke);
      bytes.push(kept.length / 2, ...kept.map((value) => Math.min(255, Math.max(0, Math.round(value / 4)))));
    }
  }
  return Uint8Array.from(bytes);
}

/** Leaves out points that lie nearly on the line of their neighbours (Ramer, Douglas, Peucker). */
function simplified(stroke: readonly number[], tolerance = 14): number[] {
  const [x0, y0, x1, y1] = [stroke[0] ?? 0, stroke[1] ?? 0, stroke.at(-2) ?? 0, stroke.at(-1) ?? 0];
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  let [furthest, away] = [0, tolerance];
  for (let at = 2; at < stroke.length - 2; at += 2) {
    const distance =
      Math.abs((x1 - x0) * (y0 - (stroke[at + 1] ?? 0)) - (x0 - (stroke[at] ?? 0)) * (y1 - y0)) / length;
    if (distance > away) [furthest, away] = [at, distance];
  }
  if (furthest === 0) return [x0, y0, x1, y1];
  return [
    ...simplified(stroke.slice(0, furthest + 2), tolerance),
    ...simplified(stroke.slice(furthest), tolerance).slice(2),
  ];
}

const all = examples();
const found = scatter(all);
const mean = middleOfAll(found.middles);
say('looking for the projection');
const projection = discriminant(found, mean);
const prototypes = projected(found.middles, mean, projection);
// A few values beyond what a byte holds cost less than coarser steps for all.
const sorted = prototypes.map(Math.abs).sort();
const step = (sorted[Math.floor(sorted.length * 0.9995)] ?? 1) / 127;
const file = writeModel({
  characters: all.map(({ character }) => character).join(''),
  size,
  step,
  mean: Float32Array.from(mean),
  projection,
  prototypes: Int8Array.from(prototypes, (value) => Math.min(127, Math.max(-127, Math.round(value / step)))),
  outlines: outlines(all),
});
const packed = gzipSync(file, { level: 9 });
// The header's mark of the system would make the file depend on where it is made.
packed[9] = 255;
mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(target, packed);
say(`${all.length} characters, ${packed.length} bytes`);
