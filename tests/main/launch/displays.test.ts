import { describe, expect, it } from 'vitest';
import { arrange, type DisplayFact, type Homes, inOrder } from '../../../main/launch/displays.ts';

const display = (id: number, x: number, y = 0, width = 1920, height = 1080): DisplayFact => ({
  id,
  bounds: { x, y, width, height },
});
const hall = display(1, 0);
const wall = display(2, 1920);
const third = display(3, 3840);
const both = [
  { surface: 'terminal', display: 0 },
  { surface: 'board', display: 1 },
] as const;
const none: Homes = new Map();
const ids = (of: ReturnType<typeof arrange>) => [of.places.get('terminal')?.id, of.places.get('board')?.id];

describe('the order of displays', () => {
  it('is the primary one, then from left to right, then downwards', () => {
    const below = display(4, 0, 1080);
    expect(inOrder([third, below, hall, wall], 2).map(({ id }) => id)).toEqual([2, 1, 4, 3]);
  });

  it('leaves out one that lies over an earlier one, wholly or in part', () => {
    expect(inOrder([hall, display(2, 0)], 1)).toEqual([hall]);
    expect(inOrder([hall, display(2, 1900, 0, 800, 600), third], 1)).toEqual([hall, third]);
  });
});

describe('an arrangement', () => {
  it('puts each surface on the display of its number', () => {
    const first = arrange([hall, wall], both, none);
    expect(ids(first)).toEqual([1, 2]);
    expect(first.spare).toEqual([]);
  });

  it('lets a surface wait rather than lie on another, and never the first', () => {
    const first = arrange([hall], both, none);
    expect(ids(first)).toEqual([1, undefined]);
    expect(ids(arrange([hall, wall], both, first.homes))).toEqual([1, 2]);
  });

  it('keeps each where it was when another is unplugged, and brings it back to its own', () => {
    const { homes } = arrange([hall, wall], both, none);
    const wallOnly = arrange([wall], both, homes);
    expect(ids(wallOnly)).toEqual([undefined, 2]);
    // The wall has become the primary display meanwhile.
    expect(ids(arrange([wall, hall], both, wallOnly.homes))).toEqual([1, 2]);
    expect(ids(arrange([hall], both, homes))).toEqual([1, undefined]);
  });

  it('takes another monitor in place of one that is gone', () => {
    const { homes } = arrange([hall, wall], both, none);
    const replaced = arrange([hall, third], both, homes);
    expect(ids(replaced)).toEqual([1, 3]);
    // Its own comes back: it goes home.
    const back = arrange([hall, wall, third], both, replaced.homes);
    expect(ids(back)).toEqual([1, 2]);
    expect(back.spare).toEqual([third]);
  });

  it('shows a surface ordered for a display that is not there on one that nobody else has', () => {
    const alone = arrange([hall], [{ surface: 'board', display: 1 }], none);
    expect(alone.places.get('board')).toBe(hall);
    const later = arrange([hall, wall], [{ surface: 'board', display: 1 }], alone.homes);
    expect(later.places.get('board')).toBe(wall);
    expect(later.spare).toEqual([hall]);
  });

  it('never puts two surfaces on one display', () => {
    const orders = [
      { surface: 'terminal', display: 0 },
      { surface: 'board', display: 0 },
    ] as const;
    expect(ids(arrange([hall], orders, none))).toEqual([1, undefined]);
    expect(ids(arrange([hall, wall], orders, none))).toEqual([1, 2]);
  });

  it('follows a display that has another size or place', () => {
    const { homes } = arrange([hall, wall], both, none);
    const turned = display(2, 1920, 0, 1080, 1920);
    expect(arrange([hall, turned], both, homes).places.get('board')).toBe(turned);
  });
});
