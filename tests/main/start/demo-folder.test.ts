import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearDemo } from '../../../main/start/demo-folder.ts';
import { startText } from '../../../main/text/start.ts';

describe('a new demo in place of the old one', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(path.join(os.tmpdir(), 'sanwu-demo-folder-'));
  });
  afterEach(() => rmSync(data, { recursive: true }));

  const make = (...names: string[]) => {
    for (const name of names) writeFileSync(path.join(data, name), 'x');
  };

  it('removes what the demo made, and leaves what else lies beside it', () => {
    mkdirSync(path.join(data, 'county'));
    make('passphrase', 'kiosk.yaml', 'county/county.json', 'notes.txt');
    clearDemo(data);
    expect(readdirSync(data).sort()).toEqual(['notes.txt', 'passphrase']);
  });

  it('touches nothing in a folder that no demo made', () => {
    mkdirSync(path.join(data, 'county'));
    make('county/county.json');
    expect(() => clearDemo(data)).toThrow(startText.notADemo(data));
    expect(existsSync(path.join(data, 'county/county.json'))).toBe(true);
  });

  it('takes a folder that is not there yet', () => {
    expect(() => clearDemo(path.join(data, 'new'))).not.toThrow();
  });
});
