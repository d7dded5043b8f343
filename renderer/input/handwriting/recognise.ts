/** Which characters a pen's strokes may be. */
import { dimensions, features } from './features.ts';
import { type Model, outlineOf } from './model.ts';
import type { Stroke } from './strokes.ts';
import { type Shape, shapeOf, unlikeness } from './structure.ts';

/** Characters that are looked at closely. */
const likely = 24;
/** What unlikeness counts for beside the distance of features; found on the training data. */
export const structureShare = 0;

export interface Guess {
  readonly character: string;
  /** Smaller is likelier. */
  readonly distance: number;
}

export class Recogniser {
  readonly #model: Model;
  readonly #characters: readonly string[];
  readonly #shapes = new Map<number, Shape | undefined>();

  constructor(model: Model) {
    this.#model = model;
    this.#characters = [...model.characters];
  }

  /** At most `wanted` guesses, best first; none without ink. `favoured` says by how much a character is nearer than its shape. */
  recognise(strokes: readonly Stroke[], wanted: number, favoured?: ReadonlyMap<string, number>): Guess[] {
    const found = features(strokes);
    const ink = shapeOf(strokes);
    if (found === undefined || ink === undefined) return [];
    const distances = this.#distances(this.#projected(found));
    const order = smallest(distances, Math.max(likely, wanted));
    const guesses = order.map((index, rank) => {
      const character = this.#characters[index] ?? '';
      const printed = rank < likely ? this.#shape(index) : undefined;
      const structure = printed === undefined ? farOff : unlikeness(ink, printed);
      const favour = favoured?.get(character) ?? 0;
      return { character, distance: (distances[index] ?? 0) + structureShare * structure - favour };
    });
    return guesses.sort((left, right) => left.distance - right.distance).slice(0, wanted);
  }

  #projected(found: Float32Array): Float32Array {
    const { mean, projection, size, step } = this.#model;
    const centred = found.map((value, index) => value - (mean[index] ?? 0));
    const projected = new Float32Array(size);
    for (let row = 0; row < size; row++) {
      let sum = 0;
      const start = row * dimensions;
      for (let index = 0; index < dimensions; index++)
        sum += (projection[start + index] ?? 0) * (centred[index] ?? 0);
      projected[row] = sum / step;
    }
    return projected;
  }

  /** Squared distances to all prototypes. */
  #distances(point: Float32Array): Float32Array {
    const { prototypes, size, step } = this.#model;
    const distances = new Float32Array(this.#characters.length);
    for (let character = 0; character < distances.length; character++) {
      let sum = 0;
      const start = character * size;
      for (let index = 0; index < size; index++) {
        const away = (point[index] ?? 0) - (prototypes[start + index] ?? 0);
        sum += away * away;
      }
      distances[character] = sum * step * step;
    }
    return distances;
  }

  #shape(character: number): Shape | undefined {
    if (!this.#shapes.has(character)) this.#shapes.set(character, shapeOf(outlineOf(this.#model, character)));
    return this.#shapes.get(character);
  }
}

/** Taken for what is not looked at closely. */
const farOff = 100;

/** Places of the smallest values, in order. */
function smallest(values: Float32Array, wanted: number): number[] {
  const found: number[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    const last = found[wanted - 1];
    if (last !== undefined && value >= (values[last] ?? 0)) continue;
    let at = Math.min(found.length, wanted - 1);
    for (; at > 0 && (values[found[at - 1] ?? 0] ?? 0) > value; at--) found[at] = found[at - 1] ?? 0;
    found[at] = index;
  }
  return found;
}
