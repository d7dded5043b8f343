/** What `npm start` and `npm run kiosk` tell a shell to do. Holds no secret: it may stand in the environment. */
import type { CoreCommand } from './core-process.ts';
import type { SurfaceName } from './surface-url.ts';

export type WindowOrder = {
  surface: SurfaceName;
  /** 0 is the first display; where there is no such display the first is taken. */
  display: number;
};

export type LaunchOrder = {
  core: CoreCommand;
  windows: WindowOrder[];
  /** `kiosk`: full screen without a frame. `window`: an ordinary window, for the demo on somebody's desk. */
  mode: 'kiosk' | 'window';
  /** End with the end of stdin: `npm start` and `npm run kiosk` hold it open as long as they live. */
  endsWithInput: boolean;
};

/** Environment variable that carries the order to the Electron shell, as JSON. */
export const launchOrderVariable = 'SANWU_LAUNCH';
