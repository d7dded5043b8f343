import { expect, it } from 'vitest';
import { parseMonitors } from '../../../main/chromium/monitors.ts';

it('reads place, size and which is the primary one', () => {
  const text = `Monitors: 2
 0: +HDMI-1 1920/508x1080/286+0+0  HDMI-1
 1: +*DP-2 1080/300x1920/530+1920+120  DP-2
`;
  expect(parseMonitors(text)).toEqual({
    primary: 1,
    displays: [
      { id: 0, bounds: { x: 0, y: 0, width: 1920, height: 1080 } },
      { id: 1, bounds: { x: 1920, y: 120, width: 1080, height: 1920 } },
    ],
  });
});

it('knows nothing where there is nothing', () => {
  expect(parseMonitors('Monitors: 0\n')).toBeUndefined();
  expect(parseMonitors("Can't open display\n")).toBeUndefined();
});
