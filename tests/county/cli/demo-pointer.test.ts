import { spawn } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readDemoPointer, writeDemoPointer } from '../../../county/cli/demo-pointer.ts';
import { temporaryFolder } from '../fixture/temporary-county.ts';

const pointer = { countyDir: '/demo/county', passphraseFile: '/demo/passphrase', pid: process.pid };
const user = process.getuid?.() ?? 0;

describe('the pointer to a running demo', () => {
  let folder = '';
  beforeEach(() => {
    folder = temporaryFolder();
    vi.stubEnv('TMPDIR', folder);
  });
  afterEach(() => void vi.unstubAllEnvs());

  it('is found while the demo lives, and gone afterwards', () => {
    const remove = writeDemoPointer(pointer);
    expect(readDemoPointer()).toEqual(pointer);
    remove();
    expect(readDemoPointer()).toBeUndefined();
  });

  it('of a dead process is ignored', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.once('exit', resolve));
    writeDemoPointer({ ...pointer, pid: child.pid ?? 0 });
    expect(readDemoPointer()).toBeUndefined();
  });

  it('is not believed when it is a link to another file, or malformed', () => {
    const file = path.join(folder, `sanwu-demo-${user}.json`);
    writeFileSync(path.join(folder, 'elsewhere'), JSON.stringify(pointer));
    symlinkSync(path.join(folder, 'elsewhere'), file);
    expect(readDemoPointer()).toBeUndefined();
    writeDemoPointer(pointer);
    writeFileSync(file, '{');
    expect(readDemoPointer()).toBeUndefined();
  });
});
