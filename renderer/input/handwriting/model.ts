/**
 * What recognition knows, as one file (handwriting.bin, packed with gzip): a line of JSON, then numbers.
 * Made by build/input-data/train-handwriting.ts, which also says from what.
 */
import { dimensions } from './features.ts';

export interface ModelHeader {
  /** All characters that can be recognised, in the order of everything below. */
  readonly characters: string;
  /** Numbers of a prototype. */
  readonly size: number;
  /** Value of one step of a prototype's numbers. */
  readonly step: number;
}

export interface Model extends ModelHeader {
  /** Subtracted from features before they are projected; `dimensions` numbers. */
  readonly mean: Float32Array;
  /** `size` rows of `dimensions` numbers. */
  readonly projection: Float32Array;
  /** For each character `size` numbers, in steps. */
  readonly prototypes: Int8Array;
  /** Printed strokes of each character, in a square of 256: count, then for each its number of points and the points. */
  readonly outlines: Uint8Array;
  /** Where each character's strokes begin in `outlines`. */
  readonly starts: Uint32Array;
}

const lineEnd = 10;

/** Bytes to fill up so that numbers of four bytes lie where they may. */
const padding = (length: number) => (4 - (length % 4)) % 4;

export function writeModel(model: Omit<Model, 'starts'>): Uint8Array {
  const { characters, size, step } = model;
  const json = JSON.stringify({ characters, size, step });
  const plain = new TextEncoder().encode(json);
  const header = new TextEncoder().encode(`${json}${' '.repeat(padding(plain.length + 1))}\n`);
  const parts = [
    header,
    ...[model.mean, model.projection, model.prototypes, model.outlines].map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    ),
  ];
  const file = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** @throws Error where the bytes are not a model's. */
export function readModel(file: Uint8Array): Model {
  const end = file.indexOf(lineEnd);
  if (end < 0) throw new Error('not a model of handwriting');
  const header: ModelHeader = JSON.parse(new TextDecoder().decode(file.subarray(0, end)));
  const count = [...header.characters].length;
  const { buffer, byteOffset } = file.byteOffset % 4 === 0 ? file : file.slice();
  let at = byteOffset + end + 1;
  const take = (bytes: number) => {
    at += bytes;
    return at - bytes;
  };
  const mean = new Float32Array(buffer, take(4 * dimensions), dimensions);
  const projection = new Float32Array(buffer, take(4 * dimensions * header.size), dimensions * header.size);
  const prototypes = new Int8Array(buffer, take(count * header.size), count * header.size);
  const outlines = new Uint8Array(buffer, at, byteOffset + file.length - at);
  return { ...header, mean, projection, prototypes, outlines, starts: startsOf(outlines, count) };
}

function startsOf(outlines: Uint8Array, count: number): Uint32Array {
  const starts = new Uint32Array(count);
  let at = 0;
  for (let character = 0; character < count; character++) {
    starts[character] = at;
    const strokes = outlines[at++] ?? 0;
    for (let stroke = 0; stroke < strokes; stroke++) at += 1 + 2 * (outlines[at] ?? 0);
  }
  if (at !== outlines.length) throw new Error('not a model of handwriting');
  return starts;
}

/** Strokes of a character as the model keeps them. */
export function outlineOf({ outlines, starts }: Model, character: number): number[][] {
  let at = starts[character] ?? 0;
  const strokes = outlines[at++] ?? 0;
  return Array.from({ length: strokes }, () => {
    const length = 2 * (outlines[at++] ?? 0);
    at += length;
    return [...outlines.subarray(at - length, at)];
  });
}
