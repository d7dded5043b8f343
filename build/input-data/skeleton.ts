/** A font's character as pen strokes: drawn, thinned to one pixel (Zhang and Suen 1984), traced. */
import { createCanvas } from '@napi-rs/canvas';

const size = 128;
const margin = 8;
/** Loose ends shorter than this are corners of the outline, not strokes. */
const shortestSpur = 7;

type Bitmap = Uint8Array;

function drawn(character: string, families: string): Bitmap {
  const canvas = createCanvas(size, size);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size, size);
  context.fillStyle = '#000';
  context.font = `${size - 2 * margin}px ${families}`;
  context.textBaseline = 'alphabetic';
  context.fillText(character, margin, size - 2.6 * margin);
  const { data } = context.getImageData(0, 0, size, size);
  return Uint8Array.from({ length: size * size }, (_, index) => ((data[4 * index] ?? 255) < 128 ? 1 : 0));
}

/** Neighbours clockwise from above. */
const around = [-size, -size + 1, 1, size + 1, size, size - 1, -1, -size - 1];

function thinOnce(bitmap: Bitmap, second: boolean): boolean {
  const gone: number[] = [];
  for (let y = 1; y < size - 1; y++) {
    for (let x = 1; x < size - 1; x++) {
      const at = y * size + x;
      if (bitmap[at] !== 1) continue;
      const ring = around.map((offset) => bitmap[at + offset] ?? 0);
      const count = ring.reduce((sum, each) => sum + each, 0);
      if (count < 2 || count > 6) continue;
      const changes = ring.filter((each, index) => each === 0 && ring[(index + 1) % 8] === 1).length;
      if (changes !== 1) continue;
      const [up, right, down, left] = [ring[0], ring[2], ring[4], ring[6]] as [
        number,
        number,
        number,
        number,
      ];
      const keeps = second ? up * right * left + up * down * left : up * right * down + right * down * left;
      if (keeps === 0) gone.push(at);
    }
  }
  for (const at of gone) bitmap[at] = 0;
  return gone.length > 0;
}

function thinned(bitmap: Bitmap): Bitmap {
  const found = Uint8Array.from(bitmap);
  for (let changed = true; changed; ) {
    changed = thinOnce(found, false);
    changed = thinOnce(found, true) || changed;
  }
  return found;
}

/** Pixels beside one another; over a corner only where no side connects them, so that a staircase is one line. */
const neighbours = (bitmap: Bitmap, at: number) =>
  around.flatMap((offset, index) => {
    if (bitmap[at + offset] !== 1) return [];
    const bySide =
      index % 2 === 1 && [index - 1, (index + 1) % 8].some((side) => bitmap[at + (around[side] ?? 0)] === 1);
    return bySide ? [] : [at + offset];
  });

/** Lines between ends and crossings, and closed loops, as lists of pixels. */
function lines(bitmap: Bitmap): number[][] {
  const pixels = [...bitmap.keys()].filter((at) => bitmap[at] === 1);
  const isNode = new Set(pixels.filter((at) => neighbours(bitmap, at).length !== 2));
  const used = new Set<string>();
  const edge = (from: number, to: number) => (from < to ? `${from} ${to}` : `${to} ${from}`);
  const found: number[][] = [];
  const follow = (start: number, first: number) => {
    const line = [start, first];
    used.add(edge(start, first));
    for (let at = first; !isNode.has(at); ) {
      const next = neighbours(bitmap, at).find((each) => !used.has(edge(at, each)));
      if (next === undefined) break;
      used.add(edge(at, next));
      line.push(next);
      at = next;
    }
    found.push(line);
  };
  for (const start of [...isNode, ...pixels]) {
    for (const next of neighbours(bitmap, start)) if (!used.has(edge(start, next))) follow(start, next);
  }
  return found;
}

function withoutSpurs(bitmap: Bitmap, found: readonly number[][]): number[][] {
  const ends = (at: number | undefined) => at !== undefined && neighbours(bitmap, at).length === 1;
  return found.filter((line) => {
    const loose = ends(line[0]) !== ends(line.at(-1));
    return line.length > 1 && !(loose && line.length < shortestSpur);
  });
}

const angleOf = (from: number, to: number) =>
  Math.atan2(Math.floor(to / size) - Math.floor(from / size), (to % size) - (from % size));

const angleAt = (line: readonly number[]) => angleOf(line[0] ?? 0, line[Math.min(6, line.length - 1)] ?? 0);

/** Joins two lines that go straight on into each other, so that a stroke crossed by others is one. */
function merged(found: number[][]): number[][] {
  const near = (left: number, right: number) =>
    Math.abs((left % size) - (right % size)) <= 3 &&
    Math.abs(Math.floor(left / size) - Math.floor(right / size)) <= 3;
  for (let again = true; again; ) {
    again = false;
    let best: { left: number; right: number; line: number[]; bend: number } | undefined;
    for (const [left, one] of found.entries()) {
      for (const [right, other] of found.entries()) {
        if (left === right || one.length < 4 || other.length < 4) continue;
        for (const first of [one, [...one].reverse()]) {
          for (const then of [other, [...other].reverse()]) {
            if (!near(first.at(-1) ?? 0, then[0] ?? 0)) continue;
            const turn = angleAt(then) - angleAt([...first].reverse()) - Math.PI;
            const bend = Math.abs(((turn + 5 * Math.PI) % (2 * Math.PI)) - Math.PI);
            if (bend < 0.5 && bend < (best?.bend ?? 9))
              best = { left, right, line: [...first, ...then], bend };
          }
        }
      }
    }
    if (best !== undefined) {
      const { left, right, line } = best;
      found = [...found.filter((_, index) => index !== left && index !== right), line];
      again = true;
    }
  }
  return found;
}

/** Pixels over which a turn is measured, and the turn that is a corner, radians. */
const turnWindow = 6;
const cornerTurn = 1;

/** Cuts a line at its corners: a loop traced from some pixel of it has no beginning as a pen has. */
function cutAtCorners(line: readonly number[]): number[][] {
  const turnAt = (index: number) => {
    const [from, at, to] = [line[index - turnWindow] ?? 0, line[index] ?? 0, line[index + turnWindow] ?? 0];
    const turn = angleOf(at, to) - angleOf(from, at);
    return Math.abs(((turn + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
  };
  const found: number[][] = [];
  let start = 0;
  for (let index = turnWindow; index + turnWindow < line.length; index++) {
    const turn = turnAt(index);
    if (
      turn < cornerTurn ||
      turn < turnAt(index - 1) ||
      turn < turnAt(index + 1) ||
      index - start < turnWindow
    )
      continue;
    found.push(line.slice(start, index + 1));
    start = index;
  }
  return [...found, line.slice(start)];
}

/** Strokes run to the right or downwards, as they are written; pixels every few steps are enough. */
function toStroke(line: readonly number[]): number[] {
  const [first, last] = [line[0] ?? 0, line.at(-1) ?? 0];
  const [dx, dy] = [(last % size) - (first % size), Math.floor(last / size) - Math.floor(first / size)];
  const backwards = Math.abs(dy) < 0.35 * Math.abs(dx) ? dx < 0 : dy < 0;
  const ordered = backwards ? [...line].reverse() : line;
  const kept = ordered.filter((_, index) => index % 4 === 0 || index === line.length - 1);
  return kept.flatMap((at) => [8 * (at % size), 8 * Math.floor(at / size)]);
}

/** Strokes in a square of 1,024, y downwards; none where the font has no such character. */
export function skeleton(character: string, families: string): number[][] {
  const bitmap = thinned(drawn(character, families));
  return merged(withoutSpurs(bitmap, lines(bitmap)))
    .flatMap(cutAtCorners)
    .map(toStroke);
}
