/** The windows: sandboxed, isolated, without preload, menu or developer tools. */
import { BrowserWindow, type Rectangle, screen } from 'electron';
import type { LaunchOrder, WindowOrder } from '../launch/launch-order.ts';
import { scheme, surfaceSession } from './surface-session.ts';

/** Size of a demo window on somebody's desk, CSS pixels; R2.9's smallest landscape size. */
const demoSize = { width: 1280, height: 800 };
/** Offset of each further demo window, so that both can be seen. */
const demoStep = 60;

function boundsOf(order: WindowOrder, mode: LaunchOrder['mode']): Rectangle {
  const displays = screen.getAllDisplays();
  const area = (displays[order.display] ?? displays[0] ?? screen.getPrimaryDisplay()).bounds;
  if (mode === 'kiosk') return area;
  const step = order.surface === 'board' ? demoStep : 0;
  const width = Math.min(demoSize.width, area.width);
  const height = Math.min(demoSize.height, area.height);
  return { x: area.x + step, y: area.y + step, width, height };
}

/** Opens a surface's window on its display. */
export function openWindow(order: WindowOrder, mode: LaunchOrder['mode']): BrowserWindow {
  const kiosk = mode === 'kiosk';
  const window = new BrowserWindow({
    ...boundsOf(order, mode),
    kiosk,
    frame: !kiosk,
    backgroundColor: '#FAF6EF',
    show: false,
    webPreferences: {
      session: surfaceSession(order.surface),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
      spellcheck: false,
      // A notice screen nobody touches must not be slowed down.
      backgroundThrottling: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${scheme}://${order.surface}/${order.surface}/`);
  return window;
}
