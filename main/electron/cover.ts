/** Filling a display with a window, above everything else. */
import type { BrowserWindow } from 'electron';
import type { Area } from '../launch/displays.ts';

/** Whether it is seen and fills this area. */
export function covers(window: BrowserWindow, area: Area): boolean {
  const { x, y, width, height } = window.getBounds();
  const there = x === area.x && y === area.y && width === area.width && height === area.height;
  return there && window.isVisible() && !window.isMinimized() && window.isKiosk();
}

/** A window in kiosk mode takes no new place, so it leaves that mode first; one that is hidden is shown where it belongs at once. */
export function cover(window: BrowserWindow, area: Area): void {
  if (window.isKiosk()) window.setKiosk(false);
  if (window.isMinimized()) window.restore();
  window.setBounds(area);
  window.showInactive();
  window.setBounds(area);
  window.setKiosk(true);
  window.setAlwaysOnTop(true, 'screen-saver');
  // Going to another desktop shows the same window there.
  window.setVisibleOnAllWorkspaces(true);
}
