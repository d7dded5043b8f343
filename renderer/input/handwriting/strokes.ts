/** Strokes as a pen leaves them, brought to one size and one spacing before anything is measured. */

/** One touch of the pen: x0, y0, x1, y1, … in any unit, y downwards. A single point is a dot. */
export type Stroke = readonly number[];

/** Side of the square to which characters are brought. */
export const side = 64;
/** Distance between neighbouring points after resampling, in the same unit. */
const spacing = 1.5;
/** A dot has no direction of its own; it is taken as a short stroke down to the right, as dots are written. */
const dotLength = 2;

/** Short pieces of ink: middle, direction as a unit vector, length. */
export interface Pieces {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly dx: Float32Array;
  readonly dy: Float32Array;
  readonly length: Float32Array;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

function boxOf(strokes: readonly Stroke[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const stroke of strokes) {
    for (let index = 0; index + 1 < stroke.length; index += 2) {
      left = Math.min(left, stroke[index] ?? 0);
      right = Math.max(right, stroke[index] ?? 0);
      top = Math.min(top, stroke[index + 1] ?? 0);
      bottom = Math.max(bottom, stroke[index + 1] ?? 0);
    }
  }
  return { left, top, width: right - left, height: bottom - top };
}

/** Strokes scaled so that the longer side of their box is `side`; the shorter keeps its share. Nothing for no strokes. */
export function toSquare(strokes: readonly Stroke[]): number[][] {
  const { left, top, width, height } = boxOf(strokes);
  const longest = Math.max(width, height);
  if (!Number.isFinite(longest)) return [];
  const scale = longest === 0 ? 1 : side / longest;
  const [offsetX, offsetY] = [(side - width * scale) / 2, (side - height * scale) / 2];
  return strokes
    .filter((stroke) => stroke.length >= 2)
    .map((stroke) => {
      const points = stroke.map((value, index) =>
        index % 2 === 0 ? (value - left) * scale + offsetX : (value - top) * scale + offsetY,
      );
      return isDot(points) ? dot(points) : points;
    });
}

function isDot(points: readonly number[]): boolean {
  return points.every((value, index) => Math.abs(value - (points[index % 2] ?? 0)) < dotLength / 2);
}

function dot(points: readonly number[]): number[] {
  const [x, y] = [points[0] ?? 0, points[1] ?? 0];
  return [x, y, x + dotLength, y + dotLength];
}

/** Cuts strokes into pieces of about `spacing`. */
export function piecesOf(strokes: readonly (readonly number[])[]): Pieces {
  const found = {
    x: [] as number[],
    y: [] as number[],
    dx: [] as number[],
    dy: [] as number[],
    length: [] as number[],
  };
  for (const stroke of strokes) {
    for (let index = 0; index + 3 < stroke.length; index += 2) {
      const [x, y] = [stroke[index] ?? 0, stroke[index + 1] ?? 0];
      const [dx, dy] = [(stroke[index + 2] ?? 0) - x, (stroke[index + 3] ?? 0) - y];
      const length = Math.hypot(dx, dy);
      if (length === 0) continue;
      const parts = Math.max(1, Math.round(length / spacing));
      for (let part = 0; part < parts; part++) {
        const along = (part + 0.5) / parts;
        found.x.push(x + dx * along);
        found.y.push(y + dy * along);
        found.dx.push(dx / length);
        found.dy.push(dy / length);
        found.length.push(length / parts);
      }
    }
  }
  return {
    count: found.x.length,
    x: Float32Array.from(found.x),
    y: Float32Array.from(found.y),
    dx: Float32Array.from(found.dx),
    dy: Float32Array.from(found.dy),
    length: Float32Array.from(found.length),
  };
}
