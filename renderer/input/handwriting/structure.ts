/**
 * A closer look at a few likely characters: every piece of ink is held against the nearest printed line of like direction,
 * and the other way round, after the printed form has been fitted to the hand. Tells 未 from 末 and 土 from 士.
 */
import { frameOf } from './frame.ts';
import { piecesOf, type Stroke, toSquare } from './strokes.ts';

/** Side of the frame; distances below are in its units. */
const size = 64;
/** Points of a character at most: enough for 赢, and quick. */
const mostPoints = 96;
/** A distance beyond which ink counts as having no counterpart. */
const apart = 9;
/** What a difference of direction of a right angle counts as. */
const turned = 9;
const fits = 2;

/** Points of ink with their direction, in a frame of their own. */
export interface Shape {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly dx: Float32Array;
  readonly dy: Float32Array;
}

export function shapeOf(strokes: readonly Stroke[]): Shape | undefined {
  const pieces = piecesOf(toSquare(strokes));
  if (pieces.count === 0) return undefined;
  const frame = frameOf(pieces, size);
  const count = Math.min(mostPoints, pieces.count);
  const shape = {
    count,
    x: new Float32Array(count),
    y: new Float32Array(count),
    dx: new Float32Array(count),
    dy: new Float32Array(count),
  };
  for (let index = 0; index < count; index++) {
    const from = Math.floor(((index + 0.5) * pieces.count) / count);
    shape.x[index] = ((pieces.x[from] ?? 0) - frame.middleX) * frame.scaleX;
    shape.y[index] = ((pieces.y[from] ?? 0) - frame.middleY) * frame.scaleY;
    const [dx, dy] = [(pieces.dx[from] ?? 0) * frame.scaleX, (pieces.dy[from] ?? 0) * frame.scaleY];
    const length = Math.hypot(dx, dy);
    shape.dx[index] = dx / length;
    shape.dy[index] = dy / length;
  }
  return shape;
}

const nearestOf = new Int32Array(mostPoints);

/** Mean distance from each point of `from` to the nearest of `to`, capped; leaves the nearest in `nearestOf`. */
function oneWay(from: Shape, to: Shape): number {
  let sum = 0;
  for (let index = 0; index < from.count; index++) {
    const [x, y, dx, dy] = [from.x[index] ?? 0, from.y[index] ?? 0, from.dx[index] ?? 0, from.dy[index] ?? 0];
    let best = apart * apart;
    nearestOf[index] = -1;
    for (let other = 0; other < to.count; other++) {
      const [awayX, awayY] = [x - (to.x[other] ?? 0), y - (to.y[other] ?? 0)];
      const place = awayX * awayX + awayY * awayY;
      if (place >= best) continue;
      const along = dx * (to.dx[other] ?? 0) + dy * (to.dy[other] ?? 0);
      const distance = place + turned * turned * (1 - along * along);
      if (distance >= best) continue;
      best = distance;
      nearestOf[index] = other;
    }
    sum += best;
  }
  return sum / from.count;
}

/** Moves and stretches `shape` along each axis towards the points that are nearest to it now. */
function fitted(shape: Shape, towards: Shape): Shape {
  oneWay(shape, towards);
  const move = (own: Float32Array, others: Float32Array) => {
    let [count, sumOwn, sumOther, square, product] = [0, 0, 0, 0, 0];
    for (let index = 0; index < shape.count; index++) {
      const nearest = nearestOf[index] ?? -1;
      if (nearest < 0) continue;
      const [from, to] = [own[index] ?? 0, others[nearest] ?? 0];
      count++;
      sumOwn += from;
      sumOther += to;
      square += from * from;
      product += from * to;
    }
    const spread = count * square - sumOwn * sumOwn;
    if (count < 4 || spread < 1) return own;
    const slope = Math.min(1.25, Math.max(0.8, (count * product - sumOwn * sumOther) / spread));
    const offset = (sumOther - slope * sumOwn) / count;
    return own.map((value) => slope * value + offset);
  };
  return { ...shape, x: move(shape.x, towards.x), y: move(shape.y, towards.y) };
}

/** How unlike a hand's ink is to a printed form: 0 for the same, about 80 for nothing in common. */
export function unlikeness(ink: Shape, printed: Shape): number {
  let form = printed;
  for (let fit = 0; fit < fits; fit++) form = fitted(form, ink);
  return oneWay(ink, form) + oneWay(form, ink);
}
