/** What the supervisor and a shell say to each other. To and from Electron these are JSON lines on its stdin and stdout. */
import type { CoreAddress, SurfaceName } from './surface-url.ts';

export type WindowOrder = {
  surface: SurfaceName;
  /** 0 is the first display; where there is no such display the first is taken. */
  display: number;
};

/** First line of Electron's stdin. */
export type ShellOrder = {
  windows: WindowOrder[];
  /** `kiosk`: full screen without a frame. `window`: an ordinary window, for the demo on somebody's desk. */
  mode: 'kiosk' | 'window';
  /** Absent: the core is still on its way. */
  core?: CoreAddress;
  /** For tests alone: a kiosk's shell starts although its command line opens a debugger or closes the sandbox. */
  openToDebuggers?: true;
};

/** Further lines of Electron's stdin; its end ends Electron. */
export type ShellNotice =
  | { core: CoreAddress }
  /** The page is thrown away with its process, and begins anew at its home screen. One that hangs may wait for graphics that hang. */
  | { reload: SurfaceName; hung: boolean }
  /** As `reload`, but with the built-in page that says what is going on. */
  | { recover: SurfaceName };

/** Lines of Electron's stdout. `beat`: its main process turns. `gone`: a page's process died. */
export type ShellLine = { ready: true } | { beat: true } | { gone: SurfaceName };

/** `closed`: by a person, rather than by a fault. `how`: an exit code, a signal's name, for the log. */
export type ShellEnd = { closed: boolean; how: string };

/** What the supervisor does with a shell of either kind. */
export type Shell = {
  /** Resolves when it has ended. */
  ended: Promise<ShellEnd>;
  /** A core is there, perhaps at another port. */
  followCore: (core: CoreAddress) => void;
  /** Throws a page away and opens it anew: its home screen, or the built-in page. `hung`: it did not answer. */
  renew: (surface: SurfaceName, page: 'home' | 'recovering', hung: boolean) => void;
  /** Ends every process of it at once, hung ones too. */
  kill: () => void;
  /** Asks it to end, and ends it after a grace period. */
  stop: () => Promise<void>;
};

/** What a shell tells the supervisor. `beat`: the process that holds the windows turns; without one of its own, it never says so. */
export type ShellEvents = {
  ready: () => void;
  beat: () => void;
  gone: (surface: SurfaceName) => void;
};

/** Starts a shell; never throws, what fails is an end. */
export type StartShell = (order: ShellOrder, events: ShellEvents) => Shell;
