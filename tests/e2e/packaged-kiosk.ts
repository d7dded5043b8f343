/**
 * A packaged kiosk as a village has it: a copy far from the project's folder, an unprivileged user, a real X display. Nobody can
 * look into its pages (a kiosk's shell refuses debuggers), so a second page of the same core, in a browser, is the measure: the
 * same touches go to both, and what the display shows must be what that page shows.
 */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Ready } from '../../main/start/ready-line.ts';
import { createUnprivilegedUser, type UnprivilegedUser } from '../fakes/unprivileged-user.ts';
import { startWindowManager, type WindowManager } from '../fakes/window-manager.ts';
import { XSeat } from '../fakes/x-seat.ts';
import { startVirtualDisplay, type VirtualDisplay } from '../fakes/xvfb.ts';
import { launchBrowser, openPage } from './browser.ts';
import type { Confined } from './try-escapes.ts';

const size = { width: 1920, height: 1080 };
/** Both pages are compared as pictures of so few squares: two versions of Chromium draw fonts a little differently. */
const squares = { across: 96, down: 54 };
/** Grey levels (of 255) by which a square must differ to count. */
const differingLevels = 20;
/** Two screens whose pictures differ in a smaller part of the squares are the same: the clock's last digit, a pressed state. */
export const sameBelow = 0.002;

export type Picture = { width: number; height: number; pixels: Uint8ClampedArray };

/** What a display shows, or a part of it (`1920x1080+0+0`), small enough to be looked at often. */
export function pictureOf(display: string, part?: string): Promise<Picture> {
  const crop = part ? ['-crop', part, '+repage', '-resize', '25%'] : [];
  // It gives up now and then, when a window goes while it looks.
  for (let attempt = 0; attempt < 5; attempt++) {
    const { stdout } = spawnSync('import', ['-window', 'root', ...crop, 'png:-'], {
      env: { ...process.env, DISPLAY: display },
      maxBuffer: 64 * 1024 * 1024,
    });
    if (stdout.length > 0) return decode(stdout);
  }
  throw new Error(`no picture of ${display}`);
}

async function decode(png: Buffer): Promise<Picture> {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return { width: image.width, height: image.height, pixels: data };
}

/** Mean grey of each square. */
function greys({ width, height, pixels }: Picture): number[] {
  const means = new Array<number>(squares.across * squares.down).fill(0);
  const [across, down] = [width / squares.across, height / squares.down];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const grey = ((pixels[at] ?? 0) + (pixels[at + 1] ?? 0) + (pixels[at + 2] ?? 0)) / 3;
      const square = Math.floor(y / down) * squares.across + Math.floor(x / across);
      means[square] = (means[square] ?? 0) + grey / (across * down);
    }
  }
  return means;
}

/** Part of the squares in which two pictures of one display differ. */
export function difference(one: Picture, other: Picture): number {
  const others = greys(other);
  const differing = greys(one).filter((grey, at) => Math.abs(grey - (others[at] ?? 0)) > differingLevels);
  return differing.length / others.length;
}

export type PackagedOrder = {
  /** The package's folder, readable for everybody. */
  program: string;
  /** A folder of the test's; the kiosk gets one of its own in it. */
  folder: string;
  config: string;
};

export class PackagedKiosk {
  readonly #display: VirtualDisplay;
  readonly #manager: WindowManager;
  readonly #user: UnprivilegedUser;
  readonly #child: ChildProcess;
  readonly #browser: Browser;
  #stopped: Promise<number | null> | undefined;
  /** The measure: the same core's terminal page in a browser. */
  readonly page: Page;
  readonly ready: Ready;

  constructor(parts: {
    display: VirtualDisplay;
    manager: WindowManager;
    user: UnprivilegedUser;
    child: ChildProcess;
    browser: Browser;
    page: Page;
    ready: Ready;
  }) {
    this.#display = parts.display;
    this.#manager = parts.manager;
    this.#user = parts.user;
    this.#child = parts.child;
    this.#browser = parts.browser;
    this.page = parts.page;
    this.ready = parts.ready;
  }

  /** What must hold while somebody tries to get out. */
  get confined(): Confined {
    const seat = new XSeat(this.displayName);
    return { seat, user: this.#user, size, othersMayOpenBelow: true };
  }

  get displayName(): string {
    return this.#display.display;
  }

  /** One xdotool command line on the kiosk's display: real X events. */
  act(...words: string[]): void {
    const env = { ...process.env, DISPLAY: this.displayName };
    const { status, stderr } = spawnSync('xdotool', words, { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`xdotool ${words.join(' ')}: ${stderr}`);
  }

  /** What the display shows. */
  picture(): Promise<Picture> {
    return pictureOf(this.displayName);
  }

  async measure(): Promise<Picture> {
    return decode(await this.page.screenshot());
  }

  /** Waits until the display shows what the measure shows. */
  async same(): Promise<void> {
    const differs = async () => difference(await this.picture(), await this.measure());
    await expect.poll(differs, { timeout: 20_000, interval: 300 }).toBeLessThan(sameBelow);
  }

  /** Presses on the display where the measure has this. */
  async press(target: Locator): Promise<void> {
    const box = await target.boundingBox();
    if (!box) throw new Error('nothing to press');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2].map((at) => String(Math.round(at)));
    this.act('mousemove', x ?? '0', y ?? '0', 'click', '1');
  }

  /** Presses on the display and in the measure; both then show the same. */
  async pressBoth(target: Locator): Promise<void> {
    await target.waitFor();
    // The display may still show what was there before: both were the same then, too.
    await this.same();
    await this.press(target);
    await target.tap();
    await this.same();
  }

  /** Process ids of this kiosk's programs whose command line has `part`. */
  pids(part: string): number[] {
    const { stdout } = spawnSync('pgrep', ['-f', '--', part], { encoding: 'utf8' });
    return stdout.trim().split('\n').filter(Boolean).map(Number);
  }

  /** SIGTERM to the launcher; its exit code. Asked a second time it says the same. */
  stop(): Promise<number | null> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<number | null> {
    const child = this.#child;
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const code = child.exitCode ?? (await ended);
    await this.#browser.close();
    await this.#user.remove();
    await this.#manager.stop();
    await this.#display.stop();
    return code;
  }
}

/** Starts the launcher on the package's own Node, with nothing of this process's environment, and waits for its ready line. */
export async function startPackagedKiosk({ program, folder, config }: PackagedOrder): Promise<PackagedKiosk> {
  const own = path.join(folder, 'kiosk');
  mkdirSync(own);
  chmodSync(own, 0o777);
  cpSync(config, path.join(own, 'kiosk.yaml'));
  chmodSync(path.join(own, 'kiosk.yaml'), 0o644);
  const display = await startVirtualDisplay(size);
  const manager = await startWindowManager(display.display);
  const user = createUnprivilegedUser();
  const launcher = path.join(program, 'resources/app/launcher.mjs');
  const options = ['--config', path.join(own, 'kiosk.yaml'), '--data', path.join(own, 'data')];
  const env = { DISPLAY: display.display };
  const child = user.spawn(path.join(program, 'resources/node/node'), [launcher, ...options], env, {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the launcher ended with ${code}`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready"')) resolve(JSON.parse(line) as Ready);
    });
  });
  const browser = await launchBrowser();
  const { page } = await openPage(browser, ready.terminal ?? '', size);
  return new PackagedKiosk({ display, manager, user, child, browser, page, ready });
}
