/** Units, scripts and what the Debian package asks for, checked by the tools that read them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronNeeds } from '../../../build/packaging/debian.ts';
import { electronFolder } from '../../../build/packaging/electron-folder.ts';
import { writeServiceFiles } from '../../../build/packaging/service-files.ts';
import { targetOf } from '../../../build/packaging/target.ts';
import { requirement } from '../../../build/requirements.ts';

const source = path.resolve(import.meta.dirname, '../../../packaging');
const units = ['sanwu.service', 'sanwu-display.service'].map((name) => path.join(source, 'linux', name));

function run(program: string, ...args: string[]) {
  const ran = spawnSync(program, args, { encoding: 'utf8' });
  return { code: ran.status, output: `${ran.stdout}${ran.stderr}` };
}

describe.skipIf(!requirement('systemd').available)('the units', () => {
  it.each(units)('%s is understood by systemd, every line of it', (unit) => {
    const lines = run('systemd-analyze', 'verify', '--man=no', unit).output.split('\n');
    // The program is not installed here.
    expect(lines.filter((line) => line !== '' && !/is not executable: No such file/.test(line))).toEqual([]);
  });

  it('lock the kiosk in', () => {
    const { output } = run('systemd-analyze', 'security', '--offline=true', '--threshold=35', units[0] ?? '');
    const level = /exposure level for sanwu\.service: ([\d.]+)/.exec(output)?.[1];
    expect(Number(level)).toBeLessThan(3.5);
  });
});

describe('the scripts', () => {
  const scripts = [
    'deb/postinst',
    'deb/prerm',
    'deb/postrm',
    'linux/set-up',
    'linux/install.sh',
    'linux/display-server',
  ];
  it.each(scripts)('%s can be read by a plain shell', (script) => {
    expect(run('sh', '-n', path.join(source, script))).toEqual({ code: 0, output: '' });
  });
});

describe('the service files of a package', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-service-'));
  beforeAll(() => writeServiceFiles(folder, targetOf('win32', 'x64'), 'electron'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are one task on Windows, in the coding that its scheduler reads', () => {
    expect(readdirSync(path.join(folder, 'service'))).toEqual(['sanwu-task.xml']);
    const bytes = readFileSync(path.join(folder, 'service/sanwu-task.xml'));
    expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe]);
    const text = bytes.toString('utf16le');
    expect(text).toContain('<Interval>PT1M</Interval>');
    expect(text).toContain('launcher.mjs');
  });
});

/** A package and everything it depends on, as installed here. */
function closure(names: readonly string[]): Set<string> {
  const list = run('dpkg-query', '-W', '-f', `\${Package}\t\${Depends}, \${Pre-Depends}\n`).output;
  const needs = new Map(
    list.split('\n').map((line) => [line.split('\t')[0] ?? '', line.split('\t')[1] ?? ''] as const),
  );
  const found = new Set<string>();
  const waiting = [...names];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(needs.get(next) ?? '').split(/[,|]/).map((part) => part.trim().split(/[ :(]/)[0] ?? ''));
  }
  return found;
}

describe.skipIf(!requirement('electron').available || process.platform !== 'linux')(
  'the Debian package',
  () => {
    it('asks for every library that Electron is linked with', () => {
      const folder = electronFolder(targetOf(process.platform, process.arch), undefined);
      const linked = run('ldd', path.join(folder, 'electron')).output.split('\n');
      expect(linked.filter((line) => line.includes('not found'))).toEqual([]);
      const files = linked
        .flatMap((line) => /=> (\/\S+)/.exec(line)?.[1] ?? [])
        .filter((file) => !file.startsWith(folder));
      const owners = run('dpkg', '-S', ...new Set(files.flatMap((file) => [realpathSync(file)]))).output;
      const packages = new Set(
        owners.split('\n').flatMap((line) => /^([^:, ]+)(?::\w+)?: \//.exec(line)?.[1] ?? []),
      );
      expect(packages.size).toBeGreaterThan(20);
      const asked = closure(['libc6', ...electronNeeds.flatMap((need) => need.split(' | '))]);
      expect([...packages].filter((name) => !asked.has(name))).toEqual([]);
    });
  },
);
