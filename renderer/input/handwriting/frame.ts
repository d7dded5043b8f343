/** The frame in which characters are compared: ink centred, and spread evenly both ways. */
import type { Pieces } from './strokes.ts';

/** Standard deviations of the ink from its middle that fill the frame on each side. */
const reach = 2.1;

export interface Frame {
  readonly middleX: number;
  readonly middleY: number;
  readonly scaleX: number;
  readonly scaleY: number;
}

/**
 * A frame of `size`. Flat and narrow characters (一, 卜) are stretched only in part: their shape says what they are (the
 * aspect ratio becomes the square root of its sine, a usual choice in the field).
 */
export function frameOf({ count, x, y, length }: Pieces, size: number): Frame {
  let [total, sumX, sumY] = [0, 0, 0];
  for (let index = 0; index < count; index++) {
    const weight = length[index] ?? 0;
    total += weight;
    sumX += weight * (x[index] ?? 0);
    sumY += weight * (y[index] ?? 0);
  }
  const [middleX, middleY] = [sumX / total, sumY / total];
  let [spreadX, spreadY] = [0, 0];
  for (let index = 0; index < count; index++) {
    spreadX += (length[index] ?? 0) * ((x[index] ?? 0) - middleX) ** 2;
    spreadY += (length[index] ?? 0) * ((y[index] ?? 0) - middleY) ** 2;
  }
  const [deviationX, deviationY] = [Math.sqrt(spreadX / total) + 0.01, Math.sqrt(spreadY / total) + 0.01];
  const larger = Math.max(deviationX, deviationY);
  const half = size / 2 / reach;
  const share = (deviation: number) => Math.sqrt(Math.sin(((Math.PI / 2) * deviation) / larger));
  return {
    middleX,
    middleY,
    scaleX: (half * share(deviationX)) / deviationX,
    scaleY: (half * share(deviationY)) / deviationY,
  };
}
