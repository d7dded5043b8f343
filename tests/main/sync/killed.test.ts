/** `kill -9` of real processes: a core in the middle of a file, a terminal between verifying and storing (quality.md, fault table). */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeKioskFile } from '../../../county/open-county.ts';
import { loadKioskConfig } from '../../../kiosk-config/load.ts';
import type { KioskConfig } from '../../../kiosk-config/schema.ts';
import { limits } from '../../../main/contract/limits.ts';
import type { CoreOrder } from '../../../main/launch/core-order.ts';
import { jsonLine } from '../../../main/launch/json-lines.ts';
import { sha256Hex } from '../../../main/trust/digest.ts';
import type { DyingKiosk } from '../../fakes/dying-kiosk.ts';
import { codes, makeSyncCounty, terminals } from '../../fakes/sync-county.ts';
import { converged, hangGuard, SyncKiosk, until } from '../../fakes/sync-kiosk.ts';
import { makeSyncLine, overhead } from '../../fakes/sync-line.ts';

const coreEntry = resolve(import.meta.dirname, '../../../main/core/main.ts');
const dyingEntry = resolve(import.meta.dirname, '../../fakes/dying-kiosk.ts');

const order: Omit<CoreOrder, 'config'> = {
  tokens: { terminal: 'made-up-for-a-test-terminal', board: 'made-up-for-a-test-board' },
  healthToken: 'made-up-for-a-test-health',
  port: 0,
  mode: 'normal',
  happened: {},
};

/** Ends with this process at the latest. */
function start(entry: string, args: readonly string[], config?: KioskConfig): ChildProcess {
  const child = spawn(process.execPath, [entry, ...args], { stdio: ['pipe', 'ignore', 'ignore'] });
  // The core waits for it; others do not read it.
  child.stdin?.on('error', () => {});
  child.stdin?.write(jsonLine({ ...order, config }));
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  child.once('exit', () => process.off('exit', killWithUs));
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

describe.concurrent('kill -9', { timeout: hangGuard, retry: 0 }, () => {
  it('of the core, twice in the middle of a file: it goes on where it was, for at most 1.2 times the bytes', async () => {
    await using setting = await makeSyncLine();
    const { county, line } = setting;
    const file = randomBytes(24_000_000);
    // More than everything that may be asked for at once, so that a file begun anew could not pass for one gone on with.
    expect(file.length).toBeGreaterThan(4 * limits.chunkWindow * limits.chunkBytes);
    await setting.publish(['大文件'], { files: [file] });
    const config = join(county.dir, 'kiosk.yaml');
    const broker = { url: line.url, credentials: county.credentials.main };
    writeKioskFile(county.county.folder, {
      terminal: terminals.main,
      village: codes.village,
      out: config,
      broker,
    });
    const data = join(county.dir, 'kiosk');
    const core = () =>
      start(coreEntry, ['--data', data, '--pages', county.dir], loadKioskConfig(config).config);
    line.faults.bytesPerSecond = 8_000_000;
    for (const bytes of [9_000_000, 16_000_000]) {
      const killed = core();
      await until(() => line.delivered > bytes, `${bytes} bytes`);
      await end(killed, 'SIGKILL');
    }
    const hash = sha256Hex(file);
    const whole = join(data, 'files', hash.slice(0, 2), hash);
    expect(existsSync(whole)).toBe(false);
    const last = core();
    await converged(() => existsSync(whole), 'file');
    await end(last, 'SIGTERM');
    expect(sha256Hex(readFileSync(whole))).toBe(hash);
    expect(line.delivered).toBeLessThan(1.2 * (file.length + overhead));
  });

  it('between verifying and storing: nothing of it is shown, and the older folder is refused afterwards', async () => {
    const county = await makeSyncCounty();
    await county.publish(['好内容']);
    await county.sign();
    const stick = county.stick('stick');
    const kiosk = new SyncKiosk({ trustedRoot: county.root, folder: stick });
    kiosk.start();
    await until(() => kiosk.titles().length === 1, 'first content');
    await kiosk.stop();
    const bring = (folder: string) => {
      rmSync(stick, { recursive: true });
      cpSync(folder, stick, { recursive: true });
    };
    const old = county.stick('old');
    await county.publish(['新内容']);
    await county.sign();
    bring(county.repository);
    const trustedRoot = Buffer.from(county.root).toString('base64');
    const dying = start(dyingEntry, [
      JSON.stringify({ dir: kiosk.dir, folder: stick, trustedRoot } satisfies DyingKiosk),
    ]);
    expect(await once(dying, 'exit')).toEqual([null, 'SIGKILL']);
    bring(old);
    kiosk.start();
    expect(kiosk.titles()).toEqual(['好内容']);
    await until(() => kiosk.sync.status().trouble === 'rollback', 'refusal');
    expect(kiosk.titles()).toEqual(['好内容']);
    bring(county.repository);
    await kiosk.sync.refreshNow();
    expect(kiosk.titles()).toEqual(['好内容', '新内容']);
    await kiosk.remove();
    county.remove();
  });
});
