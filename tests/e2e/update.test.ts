/** An update as a county sends it: package → `software add` → Mosquitto → kiosk → staged, tried, confirmed or taken back, and told. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage } from '../../build/packaging/build-package.ts';
import { requirement } from '../../build/requirements.ts';
import { fleetStatus } from '../../county/fleet/status.ts';
import { countyFolder } from '../../county/open-county.ts';
import type { Ready } from '../../main/start/ready-line.ts';
import { allTitles, clientAt } from './core-client.ts';
import { CountyAtWork, codes, notice } from './county-at-work.ts';

const soon = { timeout: 120_000, interval: 500 };
const logFolder = path.resolve(import.meta.dirname, '../../test-results');

/** A package's folder with another version; `spoil` changes what is in it. Its Node is a script that runs this one: 110 MB less each. */
function writeVersion(from: string, to: string, version: string, spoil?: (app: string) => void): string {
  if (to !== from) cpSync(from, to, { recursive: true });
  const app = path.join(to, 'resources/app');
  const manifest = path.join(app, 'package.json');
  writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), version }));
  const node = path.join(to, 'resources/node/node');
  writeFileSync(node, `#!/bin/sh\nexec '${process.execPath}' "$@"\n`);
  chmodSync(node, 0o755);
  spoil?.(app);
  return to;
}

describe.skipIf(!requirement('mosquitto').available)(
  'a kiosk under its launcher',
  { timeout: 300_000 },
  () => {
    const county = new CountyAtWork();
    const data = path.join(county.folder, 'kiosk');
    const base = path.join(county.folder, 'installed');
    const at = (version: string) => path.join(county.folder, `package-${version}`);
    let launcher: ChildProcess;
    let ready: Ready[] = [];

    /** What `county status` says; read here without a process for each look. */
    const status = () => fleetStatus(countyFolder(county.dir), Date.now())[0];
    const shown = () => allTitles(clientAt(ready.at(-1)?.terminal ?? ''));

    function start(): void {
      ready = [];
      const kiosk = ['--config', county.config, '--data', data, '--shell', 'none'];
      const entry = path.join(import.meta.dirname, 'launched-kiosk.ts');
      launcher = spawn(process.execPath, [entry, base, '0.1.0', ...kiosk], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      mkdirSync(logFolder, { recursive: true });
      launcher.stderr?.pipe(createWriteStream(path.join(logFolder, `launcher-${launcher.pid}.log`)));
      if (launcher.stdout)
        createInterface({ input: launcher.stdout }).on('line', (line) => {
          if (line.startsWith('{"ready"')) ready.push(JSON.parse(line) as Ready);
        });
    }

    async function end(): Promise<number> {
      const started = performance.now();
      if (launcher?.exitCode === null && launcher.signalCode === null) {
        const ended = once(launcher, 'exit');
        launcher.kill('SIGTERM');
        await ended;
      }
      return performance.now() - started;
    }

    beforeAll(async () => {
      await buildPackage({ folder: base, version: '0.1.0', shell: 'chromium' });
      writeVersion(base, base, '0.1.0');
      await county.setUp(false);
      const settings = path.join(county.folder, 'settings.yaml');
      writeFileSync(settings, 'update: { from: "00:00", to: "00:00", idleSeconds: 1 }\n');
      await county.done('settings', 'set', codes.village, settings);
      await county.publish('first', { 'a.md': notice('修渠通知', '本周六修渠。') });
      await county.serve();
      start();
    }, 300_000);
    afterAll(async () => {
      await end();
      await county.remove();
    });

    it('starts the installed package, and the county sees its version', async () => {
      await expect
        .poll(status, soon)
        .toMatchObject({ online: true, software: '0.1.0', current: true, update: null });
    });

    it('switches to what the county offers, goes on with its content, and says so', async () => {
      await county.done('software', 'add', writeVersion(base, at('0.2.0'), '0.2.0'), '--for', 'hall-1');
      await expect.poll(status, soon).toMatchObject({ online: true, software: '0.2.0', update: null });
      expect(await shown()).toEqual(['修渠通知']);
      expect(await county.done('status')).toContain('软件 0.2.0');
      expect((await clientAt(ready.at(-1)?.terminal ?? '').home()).software).toBe('0.2.0');
    });

    it('takes a version that dies at its start back, and the county is told', async () => {
      const dies = (app: string) => writeFileSync(path.join(app, 'core.mjs'), 'process.exit(1);\n');
      const kioskDies = (app: string) => {
        dies(app);
        writeFileSync(path.join(app, 'kiosk.mjs'), "throw new Error('broken');\n");
      };
      await county.done('software', 'add', writeVersion(base, at('0.3.0'), '0.3.0', kioskDies));
      const rolledBack = { version: '0.3.0', step: 'rolled-back', why: 'exited' };
      await expect.poll(status, soon).toMatchObject({ online: true, software: '0.2.0', update: rolledBack });
      expect(await county.done('status')).toContain('新版 0.3.0 没能启动，已退回');
      const client = clientAt(ready.at(-1)?.terminal ?? '');
      const kinds = async () => (await client.health()).map(({ kind }) => kind);
      await expect.poll(kinds, soon).toEqual(['update-rolled-back']);
      expect(await shown()).toEqual(['修渠通知']);
    });

    it('refuses an archive with one byte changed on its way, and goes on', async () => {
      const added = await county.done(
        'software',
        'add',
        writeVersion(base, at('0.4.0'), '0.4.0'),
        '--for',
        'hall-1',
        '--json',
      );
      const { archive } = JSON.parse(added.trim()) as { archive: { sha256: string; length: number } };
      // The origin serves what lies there; the kiosk may have begun already, and asks for the rest.
      const file = path.join(county.dir, 'repository/targets', archive.sha256);
      const bytes = readFileSync(file);
      bytes[archive.length - 100] = (bytes[archive.length - 100] ?? 0) ^ 1;
      writeFileSync(file, bytes);
      const failed = { version: '0.4.0', step: 'failed', why: 'bad-signature' };
      await expect.poll(status, soon).toMatchObject({ online: true, software: '0.2.0', update: failed });
      await county.done('software', 'withdraw', '0.4.0');
      await expect.poll(() => status()?.update, soon).not.toMatchObject({ version: '0.4.0' });
    });

    it('runs the version that it had switched to after its next start, and ends within ten seconds', async () => {
      expect(await end()).toBeLessThan(10_000);
      start();
      await expect.poll(() => ready.length, soon).toBe(1);
      await expect.poll(status, soon).toMatchObject({ online: true, software: '0.2.0' });
      expect(await shown()).toEqual(['修渠通知']);
    });
  },
);
