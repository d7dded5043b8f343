/**
 * The packages as an engineer installs them, in a box with a systemd of its own: the Debian package installed, watched, upgraded
 * and removed by Debian's and systemd's own tools; the tarball for the system's Chromium.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage } from '../../build/packaging/build-package.ts';
import { packageFaults } from '../../build/packaging/contents.ts';
import { writeDebian } from '../../build/packaging/debian.ts';
import { writeTarball } from '../../build/packaging/tarball.ts';
import { requirement } from '../../build/requirements.ts';
import { BoxedMachine } from '../fakes/boxed-machine.ts';
import { makeSmallCounty, type SmallCounty } from './small-county.ts';

const notice = `---
title: 村北机耕路硬化工程中标结果
catalogue: [sx.project.4]
kind: notice
dated: 2026-11-20
---
中标单位已经确定，现予公示。
`;

/** A monitor in memory, as an engineer would describe a real one: the file is theirs. */
const monitor = `
Section "Device"
  Identifier "memory"
  Driver "dummy"
  VideoRam 64000
EndSection
Section "Monitor"
  Identifier "wall"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
  Modeline "1920x1080" 148.50 1920 2448 2492 2640 1080 1084 1089 1125 +Hsync +Vsync
EndSection
Section "Screen"
  Identifier "screen"
  Device "memory"
  Monitor "wall"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Modes "1920x1080"
  EndSubSection
EndSection
`;

const display = 'DISPLAY=:7 XAUTHORITY=/run/sanwu-display/authority';
/** A program of the kiosk's user, by a part of its command line; the oldest one. */
const pidOf = (part: string) => `pgrep -o -u sanwu -f '${part}'`;
const restarts = 'systemctl show -P NRestarts sanwu';

let folder: string;
let county: SmallCounty;
let box: BoxedMachine;

/** What the terminal add command gives the engineer, and the stick with the county's folder. */
function configure(): void {
  box.put(path.join(county.folder, 'county/repository'), '/srv/repository');
  const file = readFileSync(county.config, 'utf8');
  const local = file.replace(path.join(county.folder, 'county/repository'), '/srv/repository');
  writeFileSync(box.path('/etc/sanwu/kiosk.yaml'), local);
}

function addMonitor(): void {
  const file = box.path('/etc/sanwu/xorg.conf');
  writeFileSync(file, `${readFileSync(file, 'utf8')}${monitor}`);
}

/** Windows that cover the whole display; without a window manager Electron's may be a line short. */
const fullWindows = () =>
  box
    .run(`${display} xwininfo -root -tree`)
    .output.split('\n')
    .filter((line) => /19(19|20)x10(79|80)\+0\+0/.test(line)).length;

const untilShown = () =>
  expect
    .poll(() => [box.run('systemctl is-active sanwu').output.trim(), fullWindows() > 0, box.has(content)], {
      timeout: 40_000,
      interval: 500,
    })
    .toEqual(['active', true, true]);

const content = '/var/lib/sanwu/content.db';

/** The version floors that this kiosk keeps, out of a copy: nothing else in the world has them. */
function floors(): unknown[] {
  const copy = mkdtempSync(path.join(folder, 'records-'));
  box.do('systemctl kill -s STOP sanwu');
  for (const end of ['', '-wal']) {
    const file = `/var/lib/sanwu/records.db${end}`;
    if (box.has(file)) cpSync(box.path(file), path.join(copy, path.basename(file)));
  }
  box.do('systemctl kill -s CONT sanwu');
  const database = new Database(path.join(copy, 'records.db'));
  const rows = database.prepare('select name, version from floors order by name').all();
  database.close();
  return rows;
}

const boxed = requirement('systemd').available && requirement('xorg').available;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-installed-'));
  county = await makeSmallCounty();
  await county.publish('notice', notice);
});
afterAll(() => {
  county?.remove();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail')
    process.stderr.write(box.run(`journalctl --no-pager -n 60; ${display} xwininfo -root -tree`).output);
});

describe.skipIf(!boxed || !requirement('electron').available)('the Debian package', () => {
  beforeAll(async () => {
    for (const version of ['1.0.0', '1.1.0']) {
      const built = await buildPackage({ folder: path.join(folder, version), version });
      if (version === '1.0.0') expect(await packageFaults(built)).toEqual([]);
      await writeDebian(built, folder, 'none');
      rmSync(built.folder, { recursive: true });
    }
    box = await BoxedMachine.start();
  });
  afterAll(() => box?.stop());

  const install = (version: string) => {
    const name = `sanwu_${version}_${process.arch === 'x64' ? 'amd64' : process.arch}.deb`;
    box.put(path.join(folder, name), `/srv/${name}`);
    return box.do(`DEBIAN_FRONTEND=noninteractive dpkg -i /srv/${name}; rm /srv/${name}`);
  };

  it('installs with what the system has, and says where the configuration goes', () => {
    expect(install('1.0.0')).toContain('/etc/sanwu/kiosk.yaml');
    expect(box.do('stat -c "%a %U" /var/lib/sanwu')).toBe('700 sanwu');
    expect(box.do('stat -c "%a %U %G" /etc/sanwu')).toBe('750 root sanwu');
    expect(box.run('systemctl is-enabled sanwu').output.trim()).toBe('disabled');
    // Namespaces do for the sandbox here, so nothing is setuid.
    expect(box.do('find /opt/sanwu -perm /6000')).toBe('');
  });

  it('starts on a bare machine: display, kiosk, content on the screen', async () => {
    configure();
    addMonitor();
    box.do('systemctl enable --now sanwu');
    await untilShown();
    expect(box.do('stat -c "%a %U %G" /etc/sanwu/kiosk.yaml')).toBe('640 root sanwu');
    const journal = box.do('journalctl --no-pager -u sanwu');
    expect(journal).toContain('core started');
    expect(journal).not.toMatch(/token=|"ready"/);
  });

  it('is locked in, with its sandbox on', () => {
    const launcher = box.do(pidOf('launcher.mjs'));
    expect(box.do(`grep -E "^(NoNewPrivs|Seccomp|CapBnd):" /proc/${launcher}/status`)).toBe(
      'CapBnd:\t0000000000000000\nNoNewPrivs:\t1\nSeccomp:\t2',
    );
    const into = `nsenter -t ${launcher} -m setpriv --reuid=sanwu --regid=sanwu --init-groups sh -c`;
    for (const place of ['/opt/sanwu/x', '/etc/sanwu/x', '/usr/x', '/home/x', '/var/x'])
      expect(box.run(`${into} ': > ${place}'`).code, place).not.toBe(0);
    expect(box.run(`${into} ': > /var/lib/sanwu/x && rm /var/lib/sanwu/x'`).code).toBe(0);
    const namespaceOf = (pid: string) => box.do(`readlink /proc/${pid}/ns/user`);
    expect(namespaceOf(box.do(pidOf('type=renderer')))).not.toBe(namespaceOf(launcher));
  });

  it('comes back when it is killed, and when it hangs', async () => {
    box.do(
      'mkdir -p /run/systemd/system/sanwu.service.d && printf "[Service]\\nWatchdogSec=6\\n" > /run/systemd/system/sanwu.service.d/t.conf && systemctl daemon-reload && systemctl restart sanwu',
    );
    await untilShown();
    const old = box.do(pidOf('launcher.mjs'));
    box.do(`kill -9 ${old}`);
    await expect.poll(() => Number(box.do(restarts)), { timeout: 20_000 }).toBe(1);
    await untilShown();
    const core = box.do(pidOf('core.mjs'));
    box.do(`kill -STOP $(${pidOf('launcher.mjs')})`);
    await expect.poll(() => Number(box.do(restarts)), { timeout: 40_000 }).toBe(2);
    await untilShown();
    expect(box.do(pidOf('core.mjs'))).not.toBe(core);
    expect(box.do("pgrep -c -u sanwu -f '[c]ore.mjs'")).toBe('1');
  });

  it('is upgraded with its data and what the engineer has written, and runs again', async () => {
    const before = floors();
    expect(before.length).toBeGreaterThan(0);
    box.do('echo kept > /var/lib/sanwu/mark');
    expect(install('1.1.0')).not.toContain('kiosk.yaml');
    await untilShown();
    expect(box.do('dpkg-query -s sanwu | grep ^Version')).toBe('Version: 1.1.0');
    expect(box.do('journalctl --no-pager -u sanwu')).toContain('starting 1.1.0');
    expect(box.read('/var/lib/sanwu/mark')).toBe('kept\n');
    expect(floors()).toEqual(before);
    expect(box.read('/etc/sanwu/xorg.conf')).toContain('Identifier "wall"');
  });

  it('leaves when it is removed, and never takes what only this kiosk has', () => {
    box.do('dpkg -r sanwu');
    expect(box.run('pgrep -u sanwu').code).toBe(1);
    expect(box.has('/opt/sanwu')).toBe(false);
    expect(box.has(content)).toBe(true);
    expect(box.has('/etc/sanwu/kiosk.yaml')).toBe(true);
    expect(box.do('dpkg -P sanwu')).toContain('/var/lib/sanwu');
    expect([box.has(content), box.has('/etc/sanwu'), box.has('/var/lib/sanwu/records.db')]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe.skipIf(!boxed || !requirement('chromium').available || !requirement('openbox').available)(
  'the tarball for Chromium',
  () => {
    beforeAll(async () => {
      const built = await buildPackage({
        folder: path.join(folder, 'sanwu-2.0.0'),
        version: '2.0.0',
        shell: 'chromium',
      });
      const file = await writeTarball(built, folder, 'none');
      box = await BoxedMachine.start();
      box.put(file, '/srv/sanwu.tar');
    });
    afterAll(() => box?.stop());

    it("is unpacked, installs itself, and shows the content in the system's Chromium", async () => {
      box.do('cd /srv && tar xf sanwu.tar && sanwu-2.0.0/install.sh && rm -r /srv/sanwu-2.0.0');
      configure();
      addMonitor();
      box.do('systemctl enable --now sanwu');
      await untilShown();
      const shown = box.do(pidOf('chromium.*--app=file'));
      expect(shown).toMatch(/^\d+$/);
      expect(box.has('/opt/sanwu/sanwu')).toBe(false);
      // What closes the ways out that Chromium leaves open (decision 062).
      for (const file of ['/etc/chromium/policies/managed/sanwu.json', '/usr/share/X11/xkb/symbols/sanwu'])
        expect(box.has(file), file).toBe(true);
      expect(box.do(pidOf('openbox'))).toMatch(/^\d+$/);
      // Its line to the supervisor works under these policies: a browser that does not answer there is started anew within 5 s.
      await setTimeout(7_000);
      expect(box.do(pidOf('chromium.*--app=file'))).toBe(shown);
    });

    it('is installed again over itself, and keeps configuration and data', async () => {
      box.do('echo kept > /var/lib/sanwu/mark');
      box.do('cd /srv && tar xf sanwu.tar && sanwu-2.0.0/install.sh');
      await untilShown();
      expect(box.read('/var/lib/sanwu/mark')).toBe('kept\n');
      expect(box.read('/etc/sanwu/xorg.conf')).toContain('Identifier "wall"');
    });
  },
);
