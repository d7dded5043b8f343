// Parts of the machine that tests drive for real. A test whose part is missing is skipped by name:
//   describe.skipIf(!requirement('electron').available)('…')
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { root } from './packages.ts';

export type RequirementName =
  | 'chromium'
  | 'mosquitto'
  | 'xvfb'
  | 'xdotool'
  | 'strace'
  | 'xTools'
  | 'openbox'
  | 'xorg'
  | 'imagemagick'
  | 'electron'
  | 'chineseFonts'
  | 'systemd'
  | 'espeak'
  | 'smallDisks'
  | 'socat';

export interface Requirement {
  readonly name: RequirementName;
  readonly available: boolean;
  /** Absolute path of the program; '' where it is missing or where there is none (fonts). */
  readonly path: string;
  /** Why it is not available, in words for the end of the test run; '' where it is. */
  readonly reason: string;
}

/** Debian packages that bring each part; none for what no package brings. */
export const systemPackages: Readonly<Record<RequirementName, readonly string[]>> = {
  chromium: ['chromium'],
  mosquitto: ['mosquitto'],
  xvfb: ['xvfb', 'xauth'],
  xdotool: ['xdotool'],
  strace: ['strace'],
  xTools: ['x11-utils', 'x11-xserver-utils', 'x11-xkb-utils'],
  openbox: ['openbox'],
  xorg: ['xserver-xorg-core', 'xserver-xorg-video-dummy', 'x11-xserver-utils'],
  imagemagick: ['imagemagick'],
  electron: [],
  chineseFonts: ['fonts-noto-cjk', 'fontconfig'],
  systemd: ['systemd', 'xauth'],
  espeak: ['espeak-ng'],
  smallDisks: ['mount', 'e2fsprogs'],
  socat: ['socat'],
};

/** All names, in the order in which they are reported. */
export const requirementNames = Object.keys(systemPackages) as RequirementName[];

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Debian keeps servers in sbin, which is not on every user's PATH. */
function onPath(...programs: string[]): string {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];
  const files = programs.flatMap((program) => folders.map((folder) => path.join(folder, program)));
  return files.find(isProgram) ?? '';
}

/** Electron's binary. Looked for, never required: `require('electron')` would start to download it. */
function electronProgram(): string {
  const folder =
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(root, 'node_modules', 'electron', 'dist');
  const file = path.join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
  return isProgram(file) ? file : '';
}

/** File systems of a few megabytes to fill and break: who may not mount (no root, or a closed container) has none. */
function mountProgram(): string {
  const mayMount = spawnSync('unshare', ['--mount', 'true'], { stdio: 'ignore' }).status === 0;
  return mayMount && onPath('mkfs.ext4') ? onPath('mount') : '';
}

function hasChineseFonts(): boolean {
  return spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).stdout?.trim().length > 0;
}

/** A systemd that can be process 1 of a box (tests/fakes/boxed-machine.ts): root, and a kernel that lets root make namespaces. */
function systemdProgram(): string {
  const file = '/lib/systemd/systemd';
  if (process.getuid?.() !== 0 || !isProgram(file) || onPath('xauth') === '') return '';
  const { status } = spawnSync('unshare', ['--mount', '--pid', '--cgroup', '--fork', 'true']);
  return status === 0 ? file : '';
}

const programs: Readonly<Record<Exclude<RequirementName, 'chineseFonts'>, () => string>> = {
  chromium: () =>
    onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'),
  mosquitto: () => onPath('mosquitto'),
  xvfb: () => onPath('Xvfb'),
  xdotool: () => onPath('xdotool'),
  strace: () => onPath('strace'),
  xTools: () => onPath('xwininfo'),
  openbox: () => onPath('openbox'),
  xorg: () => onPath('Xorg'),
  imagemagick: () => onPath('import'),
  electron: electronProgram,
  systemd: systemdProgram,
  espeak: () => onPath('espeak-ng'),
  smallDisks: mountProgram,
  socat: () => onPath('socat'),
};

function missingBecause(name: RequirementName): string {
  if (name === 'electron') {
    return 'no Electron binary in node_modules/electron/dist and ELECTRON_OVERRIDE_DIST_PATH names none';
  }
  const asRoot = name === 'systemd' ? 'as root, with namespaces; ' : '';
  return `${asRoot}not on this machine (Debian: apt-get install ${systemPackages[name].join(' ')})`;
}

/** Looks for one part now; cheap enough to be asked at the top of a test file. */
export function requirement(name: RequirementName): Requirement {
  const file = name === 'chineseFonts' ? '' : programs[name]();
  const available = name === 'chineseFonts' ? hasChineseFonts() : file !== '';
  return { name, available, path: file, reason: available ? '' : missingBecause(name) };
}
