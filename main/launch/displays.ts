/**
 * Which surface goes to which display. Decides only; a shell moves the windows. Requirements R3.6: one machine may drive
 * the terminal and the notice screen, displays come and go, and neither ever lies on top of the other.
 */
import type { SurfaceName } from './surface-url.ts';

/** A surface and the display it was ordered for; 0 is the first. */
export type SurfaceOrder = { surface: SurfaceName; display: number };

/** Place and size on the desktop, device-independent pixels. */
export type Area = { x: number; y: number; width: number; height: number };

/** `id` stays the same while a display is unplugged and comes back. */
export type DisplayFact = { id: number; bounds: Area };

/** The display that each surface was first shown on as ordered: it goes back there, and to no other while that one is there. */
export type Homes = ReadonlyMap<SurfaceName, number>;

export type Arrangement = {
  /** undefined: there is no display for it now, so it stays hidden and waits. */
  places: ReadonlyMap<SurfaceName, DisplayFact | undefined>;
  homes: Homes;
  /** Displays that no surface goes to: what covers them says why. */
  spare: DisplayFact[];
};

function overlap(one: Area, other: Area): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/**
 * The displays as orders count them: the primary one is 0, then from left to right and downwards. One that shows a part
 * of another's picture (a mirror, or freshly plugged in at the corner) is left out: a window on it would lie on top.
 */
export function inOrder(displays: readonly DisplayFact[], primary: number): DisplayFact[] {
  const rank = (display: DisplayFact) => (display.id === primary ? 0 : 1);
  const sorted = displays.toSorted(
    (one, other) => rank(one) - rank(other) || one.bounds.x - other.bounds.x || one.bounds.y - other.bounds.y,
  );
  const kept: DisplayFact[] = [];
  for (const display of sorted) {
    if (!kept.some((earlier) => overlap(earlier.bounds, display.bounds))) kept.push(display);
  }
  return kept;
}

/** What a surface is due: its home, or at first the display of its order's number. */
function due(order: SurfaceOrder, displays: readonly DisplayFact[], homes: Homes): DisplayFact | undefined {
  const home = homes.get(order.surface);
  if (home !== undefined) return displays.find((display) => display.id === home);
  const foreign = new Set([...homes.values()]);
  const display = displays[order.display];
  return display && !foreign.has(display.id) ? display : undefined;
}

/**
 * Each surface gets what it is due; one whose display is missing takes a free one, else waits. Where two are due the same
 * display the earlier order has it.
 * @param displays as of `inOrder`
 * @param homes of the arrangement before; empty at the start
 */
export function arrange(
  displays: readonly DisplayFact[],
  orders: readonly SurfaceOrder[],
  homes: Homes,
): Arrangement {
  const places = new Map<SurfaceName, DisplayFact | undefined>();
  const nextHomes = new Map(homes);
  const free = new Set(displays);
  for (const order of orders) {
    const display = due(order, displays, homes);
    if (!display || !free.delete(display)) continue;
    places.set(order.surface, display);
    nextHomes.set(order.surface, display.id);
  }
  for (const { surface } of orders) {
    if (places.has(surface)) continue;
    const [display] = free;
    if (display) free.delete(display);
    places.set(surface, display);
  }
  return { places, homes: nextHomes, spare: [...free] };
}
