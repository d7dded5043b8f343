import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../main/chromium/find-browser.ts';
import { chooseShell, type ShellFacts } from '../../../main/start/choose-shell.ts';
import {
  downloadElectron,
  downloadFailedBefore,
  findElectron,
  forgetFailedDownload,
} from '../../../main/start/electron-binary.ts';
import { readyLine } from '../../../main/start/ready-line.ts';

const all: ShellFacts = {
  asked: undefined,
  electron: '/e',
  browser: '/b',
  display: true,
  downloadFailedBefore: false,
};

describe('chooseShell', () => {
  it.each([
    ['Electron where its binary is', {}, { shell: 'electron' }],
    ['a download where it is not', { electron: undefined }, { shell: 'fetch-electron' }],
    [
      'the browser after a failed download',
      { electron: undefined, downloadFailedBefore: true },
      { shell: 'chromium' },
    ],
    [
      'none without browser',
      { electron: undefined, browser: undefined, downloadFailedBefore: true },
      { shell: 'none', why: 'no-browser' },
    ],
    ['none without display', { display: false }, { shell: 'none', why: 'no-display' }],
    [
      'none without display even when asked',
      { display: false, asked: 'electron' },
      { shell: 'none', why: 'no-display' },
    ],
    ['what was asked: chromium', { asked: 'chromium' }, { shell: 'chromium' }],
    ['what was asked: none', { asked: 'none' }, { shell: 'none' }],
    [
      'another try when Electron is asked for',
      { asked: 'electron', electron: undefined, downloadFailedBefore: true },
      { shell: 'fetch-electron' },
    ],
  ] satisfies [string, Partial<ShellFacts>, object][])('takes %s', (_name, facts, choice) => {
    expect(chooseShell({ ...all, ...facts })).toEqual(choice);
  });
});

describe('binaries', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'sanwu-shell-'));
    mkdirSync(path.join(root, 'node_modules/electron'), { recursive: true });
    writeFileSync(path.join(root, 'node_modules/electron/package.json'), '{"version":"45.4.1"}');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('finds Electron by its file alone, in the named folder first', () => {
    expect(findElectron(root, 'linux', {})).toBeUndefined();
    const named = path.join(root, 'named');
    mkdirSync(named);
    writeFileSync(path.join(named, 'electron'), '');
    expect(findElectron(root, 'linux', { ELECTRON_OVERRIDE_DIST_PATH: named })).toBe(
      path.join(named, 'electron'),
    );
  });

  it('remembers a failed download of this version, and of this version only', async () => {
    writeFileSync(path.join(root, 'node_modules/electron/install.js'), 'process.exit(1)');
    expect(downloadFailedBefore(root)).toBe(false);
    expect(await downloadElectron(root, () => {})).toBe(false);
    expect(downloadFailedBefore(root)).toBe(true);
    writeFileSync(path.join(root, 'node_modules/electron/package.json'), '{"version":"46.0.0"}');
    expect(downloadFailedBefore(root)).toBe(false);
    forgetFailedDownload(root);
    writeFileSync(path.join(root, 'node_modules/electron/install.js'), 'process.exit(0)');
    expect(await downloadElectron(root, () => {})).toBe(true);
    expect(downloadFailedBefore(root)).toBe(false);
  });

  it('finds a browser on PATH, in the order of preference', () => {
    const folder = path.join(root, 'bin');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'google-chrome'), '');
    expect(findBrowser('linux', { PATH: folder })).toMatch(/chrom/);
    writeFileSync(path.join(folder, 'chromium'), '');
    expect(findBrowser('linux', { PATH: folder })).toBe(path.join(folder, 'chromium'));
    expect(findBrowser('aix', { PATH: folder })).toBeUndefined();
  });
});

describe('readyLine', () => {
  it('has every key, null where absent, on one line', () => {
    const nothing = {
      terminal: null,
      board: null,
      staff: null,
      mqtt: null,
      countyDir: null,
      dataDir: null,
      printer: null,
      corePid: null,
    };
    const line = readyLine({ ...nothing, pid: 7 });
    expect(line.startsWith('{"ready"')).toBe(true);
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(Object.keys(JSON.parse(line) as object)).toEqual(['ready', ...Object.keys(nothing), 'pid']);
  });
});
