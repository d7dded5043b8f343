/** Somebody who sits at an X display: presses its keys, moves its mouse, and looks at it. Real X events, sent by xdotool. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../../build/packages.ts';

/** A window that can be seen, where it is on the desktop, pixels. */
export type SeenWindow = { id: number; name: string; x: number; y: number; width: number; height: number };

/** Where pictures stay when a test fails. */
const pictures = path.join(root, 'test-results');

const modifiers: Record<string, string> = {
  ctrl: 'Control_L',
  alt: 'Alt_L',
  shift: 'Shift_L',
  super: 'Super_L',
};

function seenWindow(told: string): SeenWindow {
  const number = (label: string) => Number(new RegExp(`${label}: +(-?\\d+)`).exec(told)?.[1]);
  return {
    id: Number.parseInt(told, 10),
    name: /^\d+ "(.*)"/.exec(told)?.[1] ?? '',
    x: number('Absolute upper-left X'),
    y: number('Absolute upper-left Y'),
    width: number('Width'),
    height: number('Height'),
  };
}

export class XSeat {
  readonly display: string;
  /** Number of each key by what it writes; empty: keys are named to xdotool. */
  readonly #keys = new Map<string, string>();

  constructor(display: string) {
    this.display = display;
  }

  run(program: string, ...args: string[]): string {
    const env = { ...process.env, DISPLAY: this.display };
    return execFileSync(program, args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] });
  }

  /** @param words of xdotool, such as `key ctrl+n` or `click 3` */
  do(words: string): void {
    const [...parts] = words.split(' ');
    const isKey = (index: number) => /^key(up|down)?$/.test(parts[index - 1] ?? '');
    this.run('xdotool', ...parts.map((part, index) => (isKey(index) ? this.#asPressed(part) : part)));
  }

  /**
   * From now on keys are pressed as the keyboard has them now, by the numbers of its keys: where a keymap has lost a key,
   * xdotool would otherwise lend it another one, which no keyboard does.
   */
  holdKeyboard(): void {
    for (const line of this.run('xmodmap', '-pke').split('\n')) {
      const [, code, symbols] = /^keycode +(\d+) = (.*)$/.exec(line) ?? [];
      for (const symbol of symbols?.split(' ') ?? []) {
        if (code && symbol !== 'NoSymbol' && !this.#keys.has(symbol)) this.#keys.set(symbol, code);
      }
    }
  }

  /** Whether the keyboard that is held has all keys of an attempt. */
  canDo(words: string): boolean {
    const parts = words.split(' ');
    const chords = parts.filter((_, index) => /^key(up|down)?$/.test(parts[index - 1] ?? ''));
    return chords.every((chord) => chord.split('+').every((name) => this.#keys.has(modifiers[name] ?? name)));
  }

  #asPressed(chord: string): string {
    if (this.#keys.size === 0) return chord;
    const numbers = chord.split('+').map((name) => this.#keys.get(modifiers[name] ?? name));
    if (numbers.includes(undefined)) throw new Error(`this keyboard has no ${chord}`);
    return numbers.join('+');
  }

  /** Windows directly on the desktop that are shown, menus of a window manager included, lowest first. */
  windows(): SeenWindow[] {
    const script = `for id in $(xwininfo -root -children -int | sed -n 's/^     \\([0-9]*\\) .*/\\1/p'); do xwininfo -id $id -int; done`;
    const told = this.run('sh', '-c', script).split('xwininfo: Window id: ').slice(1);
    return told
      .filter((window) => window.includes('IsViewable'))
      .map(seenWindow)
      .reverse();
  }

  /** Colour at a point of what is really seen, as `#RRGGBB`. */
  colourAt(x: number, y: number): string {
    const told = this.run('import', '-window', 'root', '-crop', `1x1+${x}+${y}`, '-depth', '8', 'txt:-');
    return /#[0-9A-F]{6}/.exec(told)?.[0] ?? '';
  }

  /** Takes a picture of the whole desktop; where no file is named it goes to test-results. */
  picture(name: string): string {
    mkdirSync(pictures, { recursive: true });
    const file = path.join(pictures, `${name}.png`);
    this.run('import', '-window', 'root', file);
    return file;
  }

  /** How many pixels of two pictures differ clearly. */
  difference(one: string, other: string): number {
    const args = ['-metric', 'AE', '-fuzz', '10%', one, other, 'null:'];
    try {
      execFileSync('compare', args, { stdio: ['ignore', 'ignore', 'pipe'] });
      return 0;
    } catch (error) {
      return Number.parseFloat(String((error as { stderr: Buffer }).stderr));
    }
  }

  settle(milliseconds: number): Promise<void> {
    return pause(milliseconds);
  }
}
