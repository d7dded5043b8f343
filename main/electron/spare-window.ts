/** What covers a display that no surface goes to: it says why (requirements R3.6), and nothing behind it can be reached. */
import { BrowserWindow, session } from 'electron';
import type { Area } from '../launch/displays.ts';
import { shellText } from '../text/shell.ts';
import { cover } from './cover.ts';
import { closeSession } from './surface-session.ts';

const page = `<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Sanwu</title><style>
html { height: 100%; background: #FAF6EF; color: #2B2622; font: 3.2vmin/1.6 "Noto Sans SC", "Noto Sans CJK SC", sans-serif;
  cursor: none; user-select: none; overflow: hidden }
body { height: 100%; margin: 0 10vmin; display: flex; flex-direction: column; justify-content: center }
h1 { font-size: 6vmin; margin: 0 0 2vmin }
p { margin: 0; max-width: 36em }
</style><h1>${shellText.spareHeading}</h1><p>${shellText.spareBody}</p></html>`;

/** Opens one; it has no script, no session on disk and no address but its own text. */
export function openSpareWindow(bounds: Area): BrowserWindow {
  const own = session.fromPartition('spare');
  closeSession(own, () => false);
  const window = new BrowserWindow({
    ...bounds,
    show: false,
    frame: false,
    skipTaskbar: true,
    backgroundColor: '#FAF6EF',
    webPreferences: {
      session: own,
      sandbox: true,
      javascript: false,
      devTools: false,
      spellcheck: false,
    },
  });
  void window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`);
  cover(window, bounds);
  return window;
}
