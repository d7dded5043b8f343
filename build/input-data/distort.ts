/**
 * Characters as hurried and unpractised hands write them, made from the middle lines of printed ones: rotated, slanted,
 * squeezed, with parts moved, strokes joined, in another order, without hooks, trembling.
 */
import { normal, seeded } from './random.ts';

export type Points = number[];

/** How far a hand departs from the printed form. */
export interface Hand {
  /** Deviation of the angle of the whole character, radians. */
  readonly rotation: number;
  /** Deviation of the slant: x moves by this share of y. */
  readonly slant: number;
  /** Deviation of the logarithm of width over height. */
  readonly stretch: number;
  /** Deviation of the corners and edges of a 3 × 3 net over the character, share of its side. */
  readonly warp: number;
  /** Deviation of a stroke's place, share of the character's side. */
  readonly place: number;
  /** Deviation of a stroke's length (logarithm) and angle (radians). */
  readonly length: number;
  readonly angle: number;
  /** Deviation of each point, share of the side. */
  readonly tremble: number;
  /** Chances: that a stroke runs on into the next, that a hook is left out, that corners are rounded, of an order of one's own. */
  readonly join: number;
  readonly noHook: number;
  readonly round: number;
  readonly shuffle: number;
  /** Chance that a stroke is drawn from its other end. */
  readonly reverse: number;
}

export const mildHand: Hand = {
  rotation: 0.04,
  slant: 0.06,
  stretch: 0.08,
  warp: 0.02,
  place: 0.015,
  length: 0.06,
  angle: 0.04,
  tremble: 0.004,
  join: 0.08,
  noHook: 0.2,
  round: 0.3,
  shuffle: 0.2,
  reverse: 0,
};

export const plainHand: Hand = {
  rotation: 0.07,
  slant: 0.1,
  stretch: 0.13,
  warp: 0.035,
  place: 0.025,
  length: 0.12,
  angle: 0.07,
  tremble: 0.007,
  join: 0.2,
  noHook: 0.4,
  round: 0.5,
  shuffle: 0.3,
  reverse: 0.02,
};

export const hurriedHand: Hand = {
  rotation: 0.1,
  slant: 0.14,
  stretch: 0.18,
  warp: 0.05,
  place: 0.035,
  length: 0.18,
  angle: 0.1,
  tremble: 0.01,
  join: 0.45,
  noHook: 0.6,
  round: 0.7,
  shuffle: 0.3,
  reverse: 0.04,
};

const side = 1024;

/** Drops the last leg where it turns back sharply and is short: a hook. */
function withoutHook(points: Points): Points {
  const count = points.length / 2;
  if (count < 4) return points;
  const at = (index: number) => [points[2 * index] ?? 0, points[2 * index + 1] ?? 0] as const;
  let total = 0;
  for (let index = 1; index < count; index++) {
    total += Math.hypot(at(index)[0] - at(index - 1)[0], at(index)[1] - at(index - 1)[1]);
  }
  let tail = 0;
  for (let index = count - 1; index >= 2; index--) {
    const [x0, y0] = at(index - 2);
    const [x1, y1] = at(index - 1);
    const [x2, y2] = at(index);
    tail += Math.hypot(x2 - x1, y2 - y1);
    if (tail > 0.3 * total) return points;
    const [before, after] = [Math.atan2(y1 - y0, x1 - x0), Math.atan2(y2 - y1, x2 - x1)];
    const turn = Math.abs(((after - before + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
    if (turn > 1.2) return points.slice(0, 2 * index);
  }
  return points;
}

/** Cuts corners once (Chaikin). */
function rounded(points: Points): Points {
  const found: Points = [points[0] ?? 0, points[1] ?? 0];
  for (let index = 0; index + 3 < points.length; index += 2) {
    const [x0, y0, x1, y1] = points.slice(index, index + 4) as [number, number, number, number];
    found.push(0.75 * x0 + 0.25 * x1, 0.75 * y0 + 0.25 * y1, 0.25 * x0 + 0.75 * x1, 0.25 * y0 + 0.75 * y1);
  }
  found.push(...points.slice(-2));
  return found;
}

function reversed(points: Points): Points {
  const found: Points = [];
  for (let index = points.length - 2; index >= 0; index -= 2)
    found.push(points[index] ?? 0, points[index + 1] ?? 0);
  return found;
}

/** Moves, turns and stretches one stroke about its middle. */
function movedStroke(points: Points, hand: Hand, random: () => number): Points {
  const [moveX, moveY] = [normal(random) * hand.place * side, normal(random) * hand.place * side];
  const grow = Math.exp(normal(random) * hand.length);
  const turn = normal(random) * hand.angle;
  const [cos, sin] = [Math.cos(turn) * grow, Math.sin(turn) * grow];
  let [middleX, middleY] = [0, 0];
  for (let index = 0; index < points.length; index += 2) {
    middleX += (2 * (points[index] ?? 0)) / points.length;
    middleY += (2 * (points[index + 1] ?? 0)) / points.length;
  }
  const found: Points = [];
  for (let index = 0; index < points.length; index += 2) {
    const [x, y] = [(points[index] ?? 0) - middleX, (points[index + 1] ?? 0) - middleY];
    found.push(
      middleX + moveX + cos * x - sin * y + normal(random) * hand.tremble * side,
      middleY + moveY + sin * x + cos * y + normal(random) * hand.tremble * side,
    );
  }
  return found;
}

/** A smooth displacement by a 3 × 3 net. */
function net(hand: Hand, random: () => number): (x: number, y: number) => [number, number] {
  const moves = Array.from({ length: 18 }, () => normal(random) * hand.warp * side);
  const along = (value: number) => {
    const place = Math.min(1.999, Math.max(0, (2 * value) / side));
    return [Math.floor(place), place - Math.floor(place)] as const;
  };
  return (x, y) => {
    const [column, right] = along(x);
    const [row, down] = along(y);
    const mixed = (offset: number) => {
      const corner = (r: number, c: number) => moves[2 * ((row + r) * 3 + column + c) + offset] ?? 0;
      const upper = corner(0, 0) * (1 - right) + corner(0, 1) * right;
      const lower = corner(1, 0) * (1 - right) + corner(1, 1) * right;
      return upper * (1 - down) + lower * down;
    };
    return [x + mixed(0), y + mixed(1)];
  };
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const found = [...items];
  for (let index = found.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const [left, right] = [found[index], found[other]];
    if (left === undefined || right === undefined) continue;
    [found[index], found[other]] = [right, left];
  }
  return found;
}

function joined(strokes: readonly Points[], chance: number, random: () => number): Points[] {
  const found: Points[] = [];
  for (const stroke of strokes) {
    const last = found.at(-1);
    if (last !== undefined && random() < chance) last.push(...stroke);
    else found.push([...stroke]);
  }
  return found;
}

/** One writing of a character given as middle lines in a square of 1,024, y downwards. */
export function written(strokes: readonly Points[], hand: Hand, seed: number): Points[] {
  const random = seeded(seed);
  const warp = net(hand, random);
  const rotation = normal(random) * hand.rotation;
  const slant = normal(random) * hand.slant;
  const stretch = Math.exp((normal(random) * hand.stretch) / 2);
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  const rounding = random() < hand.round;
  const dropping = random() < hand.noHook;
  // Some hands join nearly everything, most join little.
  const joining = hand.join * 2 * random();
  const ordered = random() < hand.shuffle ? shuffled(strokes, random) : strokes;
  const single = ordered.map((stroke) => {
    let points = dropping ? withoutHook(stroke) : [...stroke];
    points = movedStroke(points, hand, random);
    if (rounding) points = rounded(points);
    return random() < hand.reverse ? reversed(points) : points;
  });
  return joined(single, joining, random).map((stroke) => {
    const found: Points = [];
    for (let index = 0; index < stroke.length; index += 2) {
      const [warpedX, warpedY] = warp(stroke[index] ?? 0, stroke[index + 1] ?? 0);
      const [x, y] = [(warpedX - side / 2) * stretch, (warpedY - side / 2) / stretch];
      const slanted = x - slant * y;
      found.push(side / 2 + cos * slanted - sin * y, side / 2 + sin * slanted + cos * y);
    }
    return found;
  });
}
