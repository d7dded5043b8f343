/** Filling a display with a window, above everything else. */
import type { BrowserWindow } from 'electron';
import type { Area } from '../launch/displays.ts';

/**
 * A window of exactly a display's size is made one pixel smaller by Chromium, lest a window manager take it for full screen;
 * where there is no window manager it would stay so, with a gap at the edge. Pixels.
 */
const overshoot = 1;

/** Whether it is seen and fills this area. */
export function covers(window: BrowserWindow, area: Area): boolean {
  const { x, y, width, height } = window.getBounds();
  const fits = (size: number, wanted: number) => size === wanted || size === wanted + overshoot;
  const there = x === area.x && y === area.y && fits(width, area.width) && fits(height, area.height);
  return there && window.isVisible() && !window.isMinimized() && window.isKiosk();
}

/** A window in kiosk mode takes no new place, so it leaves that mode first; one that is hidden is shown where it belongs at once. */
export function cover(window: BrowserWindow, area: Area): void {
  if (window.isKiosk()) window.setKiosk(false);
  if (window.isMinimized()) window.restore();
  const bounds = { ...area, width: area.width + overshoot, height: area.height + overshoot };
  window.setBounds(bounds);
  window.showInactive();
  window.setBounds(bounds);
  window.setKiosk(true);
  window.setAlwaysOnTop(true, 'screen-saver');
  // Going to another desktop shows the same window there.
  window.setVisibleOnAllWorkspaces(true);
}
