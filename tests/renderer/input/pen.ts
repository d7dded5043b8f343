/** A hand that writes on the pad: made-up strokes in a square of 100, in the order and as joined as given. */
import type { Page } from 'playwright-core';

/** 村 and 低 in running strokes; 田 with a box in one stroke and the cross the wrong way round. */
export const penStrokes: Readonly<Record<string, readonly (readonly number[])[]>> = {
  村: [
    [8, 32, 42, 30],
    [26, 8, 26, 92],
    [26, 34, 8, 68],
    [27, 44, 40, 58],
    [46, 33, 94, 31],
    [74, 8, 75, 90, 62, 80],
    [54, 48, 62, 62],
  ],
  低: [
    [30, 8, 6, 48],
    [22, 34, 22, 92],
    [84, 12, 46, 24],
    [46, 24, 45, 78, 58, 70],
    [45, 48, 90, 44],
    [66, 20, 74, 66, 92, 88, 94, 74],
    [62, 80, 72, 92],
  ],
  田: [
    [52, 12, 53, 88],
    [12, 50, 90, 49],
    [90, 12, 12, 12, 12, 88, 90, 88, 90, 12],
  ],
};

type Spot = readonly [x: number, y: number];

/** Where a stroke's points lie on the page: over the middle of the pad. */
async function spots(page: Page, strokes: readonly (readonly number[])[]): Promise<Spot[][]> {
  const box = await page.locator('canvas').boundingBox();
  if (box === null) throw new Error('there is no pad');
  const side = Math.min(box.width, box.height) * 0.8;
  const [left, top] = [box.x + (box.width - side) / 2, box.y + (box.height - side) / 2];
  return strokes.map((stroke) =>
    Array.from({ length: stroke.length / 2 }, (_, index): Spot => {
      const [x, y] = [stroke[2 * index] ?? 0, stroke[2 * index + 1] ?? 0];
      return [left + (x / 100) * side, top + (y / 100) * side];
    }),
  );
}

/** Writes with a mouse, each leg in `steps`. */
export async function writeWith(
  page: Page,
  strokes: readonly (readonly number[])[],
  steps = 8,
): Promise<void> {
  for (const [first, ...others] of await spots(page, strokes)) {
    if (first === undefined) continue;
    await page.mouse.move(...first);
    await page.mouse.down();
    for (const spot of others) await page.mouse.move(...spot, { steps });
    await page.mouse.up();
  }
}

/** Writes with a finger on a touch screen. */
export async function writeWithFinger(page: Page, strokes: readonly (readonly number[])[]): Promise<void> {
  const line = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', spot?: Spot) =>
    line.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: spot === undefined ? [] : [{ x: spot[0], y: spot[1] }],
    });
  for (const [first, ...others] of await spots(page, strokes)) {
    if (first === undefined) continue;
    await touch('touchStart', first);
    let [fromX, fromY] = first;
    for (const [x, y] of others) {
      for (let step = 1; step <= 6; step++) {
        await touch('touchMove', [fromX + ((x - fromX) * step) / 6, fromY + ((y - fromY) * step) / 6]);
      }
      [fromX, fromY] = [x, y];
    }
    await touch('touchEnd');
  }
  await line.detach();
}
