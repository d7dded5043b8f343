/**
 * A character as numbers: how much ink of which direction lies where. Neither the number nor the order of strokes enters,
 * so that joined strokes and an order of one's own cost nothing but the ink between them.
 */
import { frameOf } from './frame.ts';
import { piecesOf, type Stroke, toSquare } from './strokes.ts';

/** Directions of movement, 45° apart. */
export const directions = 8;
/** Cells along each side. */
export const grid = 8;
export const dimensions = directions * grid * grid;

/** Width of the blur of a piece over cells, in cells. */
const blur = 0.72;
/** Cells beyond which a piece counts for nothing. */
const support = 2;

/** Weights of one coordinate over the cells of a side; returns the first cell. */
function spread(position: number, weights: Float32Array): number {
  const first = Math.max(0, Math.ceil(position - 0.5 - support));
  for (let cell = 0; cell < weights.length; cell++) {
    const distance = (first + cell + 0.5 - position) / blur;
    weights[cell] = first + cell < grid ? Math.exp(-0.5 * distance * distance) : 0;
  }
  return first;
}

const weightsX = new Float32Array(2 * support);
const weightsY = new Float32Array(2 * support);

/** Adds one piece of ink at a place in cells, shared between its two nearest directions. */
function addPiece(into: Float32Array, x: number, y: number, angle: number, length: number): void {
  const turned = ((angle / (2 * Math.PI)) * directions + 2 * directions) % directions;
  const nearer = Math.floor(turned) % directions;
  const next = (nearer + 1) % directions;
  const share = turned - Math.floor(turned);
  const left = spread(x, weightsX);
  const top = spread(y, weightsY);
  for (let row = 0; row < weightsY.length && top + row < grid; row++) {
    for (let column = 0; column < weightsX.length && left + column < grid; column++) {
      const ink = length * (weightsX[column] ?? 0) * (weightsY[row] ?? 0);
      const cell = (top + row) * grid + left + column;
      const [here, there] = [nearer * grid * grid + cell, next * grid * grid + cell];
      into[here] = (into[here] ?? 0) + ink * (1 - share);
      into[there] = (into[there] ?? 0) + ink * share;
    }
  }
}

const clamp = (value: number) => Math.min(grid - 0.01, Math.max(0.01, value));

/** Features of a character, `dimensions` numbers from 0; undefined where there is no ink. */
export function features(strokes: readonly Stroke[]): Float32Array | undefined {
  const pieces = piecesOf(toSquare(strokes));
  if (pieces.count === 0) return undefined;
  const frame = frameOf(pieces, grid);
  const found = new Float32Array(dimensions);
  for (let index = 0; index < pieces.count; index++) {
    const dx = (pieces.dx[index] ?? 0) * frame.scaleX;
    const dy = (pieces.dy[index] ?? 0) * frame.scaleY;
    const x = clamp(grid / 2 + ((pieces.x[index] ?? 0) - frame.middleX) * frame.scaleX);
    const y = clamp(grid / 2 + ((pieces.y[index] ?? 0) - frame.middleY) * frame.scaleY);
    addPiece(found, x, y, Math.atan2(dy, dx), (pieces.length[index] ?? 0) * Math.hypot(dx, dy));
  }
  // The root evens out long and short strokes: differences of small amounts of ink tell characters apart.
  for (let index = 0; index < dimensions; index++) found[index] = Math.sqrt(found[index] ?? 0);
  return found;
}
