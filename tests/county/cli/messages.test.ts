/** What a person reads on stderr and stdout, word by word where it matters. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Origin } from '../../../county/open-county.ts';
import { loadKioskConfig } from '../../../kiosk-config/load.ts';
import { codes, passphrase, temporaryCounty, temporaryFolder } from '../fixture/temporary-county.ts';
import { lines, runCounty } from './run-county.ts';

async function prepared() {
  const { dir, folder } = await temporaryCounty();
  const secret = path.join(temporaryFolder(), 'passphrase');
  writeFileSync(secret, passphrase, { mode: 0o600 });
  const source = path.join(folder, 'source');
  mkdirSync(source);
  const write = (name: string, text: string) => {
    writeFileSync(path.join(source, name), text);
    return path.join(source, name);
  };
  const environment = { SANWU_COUNTY_DIR: dir, SANWU_PASSPHRASE_FILE: secret };
  return { dir, folder, source, write, run: (...args: string[]) => runCounty(args, environment) };
}

const item = (more: string) => `---\ntitle: 收支\n${more}\n---\n正文。\n`;

describe('wrong usage', () => {
  it('names the option or argument in Chinese, and what was meant', async () => {
    const { run } = await prepared();
    const said: [string[], string][] = [
      [[], '缺少命令。加 --help 查看用法\n'],
      [['publihs'], '[publihs] 没有这个命令：publihs。是不是 publish？加 --help 查看用法\n'],
      [['publish', 'x'], '[--for] 缺少必需的选项：--for <CODE>。加 --help 查看用法\n'],
      [['publish', '--for'], '[--for] 选项缺少内容：--for <CODE>。加 --help 查看用法\n'],
      [
        ['publish', '--for', '12', 'x'],
        '[--for] --for「12」不合规定：应为 12 位区划代码。加 --help 查看用法\n',
      ],
      [['publish', '--for', codes.village], '[SOURCE] 缺少参数：SOURCE。加 --help 查看用法\n'],
      [['status', '--jsn'], '[--jsn] 没有这个选项：--jsn。是不是 --json？加 --help 查看用法\n'],
    ];
    for (const [args, text] of said) {
      const ran = await run(...args);
      expect([args, ran.exitCode, ran.stderr]).toEqual([args, 2, text]);
    }
    const kind = await run('village', 'add', '990001001009', '名', '--kind', 'town', '--json');
    expect(lines(kind)).toMatchObject([
      { field: '--kind', message: '--kind「town」不合规定：应为 village 或 community' },
    ]);
    const id = await run('withdraw', 'x', '--reason', 'y', '--json');
    expect(lines(id)).toMatchObject([
      { field: 'ITEM', message: expect.stringMatching(/^ITEM「x」不合规定：应为条目编号/) },
    ]);
  });
});

describe('warnings', () => {
  it('of doubtful figures go to stderr; the statement is published', async () => {
    const { run, write, source } = await prepared();
    write('a.csv', '项目,金额（元）\n修路,100.5O\n合计,100.50\n');
    write('a.md', item('catalogue: [village.finance.1]'));
    const ran = await run('publish', '--for', codes.village, source);
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('已发布');
    expect(ran.stderr).toMatch(/^请核对：.*a\.csv:2 \[B2\] 「100\.5O」不是确定的金额/);
    const machine = await run('publish', '--for', codes.village, source, '--json');
    expect(lines(machine)).toMatchObject([{ state: 'published' }]);
    const warnings = machine.stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(warnings).toMatchObject([{ warning: true, line: 2, field: 'B2' }]);
  });

  it('of a correction that looks like another item, or drops the publicity period; it goes through', async () => {
    const { run, write } = await prepared();
    const first = 'catalogue: [village.affairs.21]\nkind: notice\npublicity: { days: 7 }';
    await run('publish', '--for', codes.village, write('a.md', item(first)));
    const correct = async (more: string) => {
      const id = `${codes.village}.county.000001`;
      const ran = await run('correct', id, write('b.md', item(more)), '--reason', '写错', '--json');
      expect(ran.exitCode).toBe(0);
      return ran.stderr
        .split('\n')
        .flatMap((line) => (line === '' ? [] : [JSON.parse(line).field as string]));
    };
    expect(await correct(first)).toEqual([]);
    expect(await correct('catalogue: [village.affairs.21]\nkind: notice')).toEqual(['publicity']);
    expect(await correct('catalogue: [village.finance.1]\nkind: statement')).toEqual(['catalogue', 'kind']);
  });
});

describe('terminal add', () => {
  it('names both files for the kiosk, and talks of no broker where there is none', async () => {
    const { run, write, folder } = await prepared();
    const ca = write('authority.pem', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n');
    const out = path.join(folder, 'hall-1.yaml');
    const add = ['terminal', 'add', 'hall-1', '--village', codes.village];
    const linked = await run(...add, '--broker', 'mqtts://b:8883', '--ca', ca, '--out', out);
    expect(linked.stdout).toContain(`${out} 和 ${path.join(folder, 'hall-1.ca.pem')}`);
    expect(loadKioskConfig(out).problems).toEqual([]);
    const stick = path.join(folder, 'hall-2.yaml');
    const carried = await run(
      'terminal',
      'add',
      'hall-2',
      '--village',
      codes.village,
      '--folder',
      '/media/usb',
      '--out',
      stick,
    );
    expect(carried.stdout).toContain(stick);
    expect(carried.stdout).not.toMatch(/密码|broker/);
    const { config } = loadKioskConfig(stick);
    const text = readFileSync(stick, 'utf8');
    expect(config?.broker).toBeUndefined();
    expect(text).not.toContain('密码');
    // The commented section is sound once the marks are taken away.
    writeFileSync(stick, text.replace(/^# (windows:| {2}terminal:.*)$/gm, '$1'), { mode: 0o600 });
    expect(loadKioskConfig(stick)).toMatchObject({
      problems: [],
      config: { windows: { terminal: { display: 0 } } },
    });
    expect(loadKioskConfig(stick).config?.windows.board).toBeUndefined();
  });
});

describe('status', () => {
  it('says what waits to be signed, until it is', async () => {
    const { run, write, dir } = await prepared();
    await new Origin({ dir }).once();
    expect((await run('status')).stdout).not.toContain('等待签发');
    await run('publish', '--for', codes.village, write('a.md', item('catalogue: [village.affairs.21]')));
    expect((await run('status')).stdout).toContain(`还有 1 处改动等待签发（v/${codes.village}/county）`);
    await new Origin({ dir }).once();
    expect((await run('status')).stdout).not.toContain('等待签发');
  });
});
