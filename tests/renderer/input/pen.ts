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

/** Writes with a mouse's pointer events over the middle of the pad, each leg in `steps`. */
export async function writeWith(
  page: Page,
  strokes: readonly (readonly number[])[],
  steps = 8,
): Promise<void> {
  const box = await page.locator('canvas').boundingBox();
  if (box === null) throw new Error('there is no pad');
  const side = Math.min(box.width, box.height) * 0.8;
  const [left, top] = [box.x + (box.width - side) / 2, box.y + (box.height - side) / 2];
  for (const stroke of strokes) {
    const at = (index: number) =>
      [left + ((stroke[index] ?? 0) / 100) * side, top + ((stroke[index + 1] ?? 0) / 100) * side] as const;
    await page.mouse.move(...at(0));
    await page.mouse.down();
    for (let index = 2; index < stroke.length; index += 2) await page.mouse.move(...at(index), { steps });
    await page.mouse.up();
  }
}
