/** A real Xorg with monitors that are plugged in and out: its dummy driver has outputs that exist in memory alone. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { requirement } from '../../build/requirements.ts';
import type { VirtualDisplay } from './xvfb.ts';

const configuration = `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "memory"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "any"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
EndSection
Section "Screen"
  Identifier "screen"
  Device "memory"
  Monitor "any"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 4096 2304
    Modes "1920x1080"
  EndSubSection
EndSection
`;

/** The first monitor is there from the start: output DUMMY0, 1920x1080 at 0,0. */
export interface MonitorsInMemory extends VirtualDisplay {
  /** Runs xrandr with these arguments. */
  xrandr(...args: string[]): string;
  /** Plugs in output DUMMY1…: `xrandr --addmode`, then on at a place such as `1920x0`. */
  plugIn(output: string, mode: string, at: string): void;
  unplug(output: string): void;
  /** Gives an output the turned size, which the driver cannot make by turning. */
  turn(output: string, mode: string): void;
}

export async function startMonitorsInMemory(): Promise<MonitorsInMemory> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-xorg-'));
  const file = path.join(folder, 'xorg.conf');
  writeFileSync(file, configuration);
  const args = ['-displayfd', '3', '-config', file, '-logfile', path.join(folder, 'log')];
  const server = spawn(requirement('xorg').path, [...args, '-noreset', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const exited = once(server, 'exit');
  const number = await Promise.race([
    once(server.stdio[3] as NodeJS.ReadableStream, 'data').then(([bytes]) => String(bytes).trim()),
    exited.then(([code]) => Promise.reject(new Error(`Xorg ended with code ${code}`))),
  ]);
  const display = `:${number}`;
  const xrandr = (...words: string[]) =>
    execFileSync('xrandr', words, { encoding: 'utf8', env: { ...process.env, DISPLAY: display } });
  return {
    display,
    xrandr,
    plugIn(output, mode, at) {
      xrandr('--addmode', output, mode);
      // The driver notices at the next look that something is connected; a real one is told by the hardware.
      xrandr('--query');
      xrandr('--output', output, '--mode', mode, '--pos', at);
      xrandr('--query');
    },
    turn(output, mode) {
      const [width, height] = mode.split('x').map(Number) as [number, number];
      const line = [
        (60 * (width + 100) * (height + 30)) / 1e6,
        width,
        width + 30,
        width + 60,
        width + 100,
        height,
        height + 3,
        height + 8,
        height + 30,
      ];
      xrandr('--newmode', mode, ...line.map(String));
      xrandr('--addmode', output, mode);
      xrandr('--output', output, '--mode', mode);
    },
    unplug(output) {
      const mode = /(\d+x\d+) .*\*/.exec(xrandr('--query').split(`${output} connected`)[1] ?? '')?.[1];
      xrandr('--output', output, '--off');
      if (mode) xrandr('--delmode', output, mode);
      xrandr('--query');
    },
    async stop() {
      server.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
