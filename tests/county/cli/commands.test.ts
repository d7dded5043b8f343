import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Origin, openCounty } from '../../../county/open-county.ts';
import { loadKioskConfig } from '../../../kiosk-config/load.ts';
import { StockClient } from '../fixture/stock-client.ts';
import { codes, passphrase, temporaryCounty, temporaryFolder } from '../fixture/temporary-county.ts';
import { finished, lines, runCounty, startCounty } from './run-county.ts';

const notice = (title: string, more = '') =>
  `---\ntitle: ${title}\ncatalogue: [village.affairs.1]\nkind: notice\n${more}---\n正文。\n`;

function passphraseFile(): string {
  const file = path.join(temporaryFolder(), 'passphrase');
  writeFileSync(file, `${passphrase}\n`, { mode: 0o600 });
  return file;
}

async function prepared() {
  const { county, dir, folder } = await temporaryCounty();
  const environment = { SANWU_COUNTY_DIR: dir, SANWU_PASSPHRASE_FILE: passphraseFile() };
  const source = path.join(folder, 'source');
  mkdirSync(source);
  const write = (name: string, text: string) => {
    writeFileSync(path.join(source, name), text);
    return path.join(source, name);
  };
  const run = (...args: string[]) => runCounty(args, environment);
  return { county, dir, folder, environment, write, run, source };
}

/** Hash over every file's name and bytes. */
function fingerprint(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(folder, name);
    hash.update(name);
    if (statSync(file).isFile()) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

describe('county commands', () => {
  it('found a county, a township, a village and a terminal whose kiosk can start', async () => {
    const folder = temporaryFolder();
    const dir = path.join(folder, 'county');
    const environment = { SANWU_PASSPHRASE_FILE: passphraseFile() };
    const run = (...args: string[]) => runCounty([...args, '--dir', dir], environment);
    const init = [
      'init',
      '--code',
      codes.county,
      '--name',
      '越州县',
      '--root-out',
      path.join(folder, 'root'),
    ];
    expect(await run(...init)).toMatchObject({ exitCode: 0 });
    const before = fingerprint(dir);
    expect(await run(...init)).toMatchObject({ exitCode: 1 });
    expect(fingerprint(dir)).toBe(before);
    expect(await run('township', 'add', codes.township, '柳桥镇')).toMatchObject({ exitCode: 0 });
    expect(await run('village', 'add', codes.village, '云溪村', '--kind', 'village')).toMatchObject({
      exitCode: 0,
    });
    const out = path.join(folder, 'kiosk.yaml');
    const add = [
      'terminal',
      'add',
      'hall-1',
      '--village',
      codes.village,
      '--broker',
      'mqtts://broker.test:8883',
    ];
    expect(await run(...add, '--out', out)).toMatchObject({ exitCode: 0 });
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const loaded = loadKioskConfig(out);
    expect(loaded.problems).toEqual([]);
    expect(loaded.config).toMatchObject({
      terminal: 'hall-1',
      village: codes.village,
      names: { village: '云溪村', township: '柳桥镇', county: '越州县' },
      broker: { url: 'mqtts://broker.test:8883', username: 'hall-1' },
    });
    const root = Buffer.from(loaded.config?.trustedRoot ?? '', 'base64').toString('utf8');
    expect(JSON.parse(root).signed._type).toBe('root');
    expect(await run(...add, '--out', path.join(folder, 'second.yaml'))).toMatchObject({ exitCode: 1 });
  });

  it('publish, correct, withdraw and erase with one JSON line per item', async () => {
    const { run, write, county, dir } = await prepared();
    const file = write('a.md', notice('通知'));
    const published = await run('publish', '--for', codes.village, file, '--json');
    const id = `${codes.village}.county.000001`;
    expect(lines(published)).toEqual([
      { id, version: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/), state: 'published' },
    ]);
    expect(
      lines(await run('correct', id, write('b.md', notice('改')), '--reason', '写错', '--json')),
    ).toMatchObject([{ id, version: 2, state: 'published' }]);
    expect(lines(await run('withdraw', id, '--reason', '撤', '--json'))).toMatchObject([
      { version: 2, state: 'withdrawn' },
    ]);
    expect(lines(await run('erase', id, '--reason', '清', '--json'))).toMatchObject([
      { id, state: 'erased' },
    ]);
    await new Origin({ dir }).once();
    expect(await new StockClient(county.folder.repository).records(codes.village, 'county')).toMatchObject([
      { id, state: 'erased' },
    ]);
  });

  it('check what would be published, say what to look at again, and publish nothing', async () => {
    const { run, write, dir } = await prepared();
    write('b.csv', '项目,金额（元）\n水电,100\n修路,200\n合计,400\n');
    const file = write('a.md', notice('收支').replace('---\n', '---\ntables:\n  - file: b.csv\n'));
    const before = fingerprint(dir);
    const ran = await run('publish', '--for', codes.village, file, '--check', '--json');
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(lines(ran)).toEqual([{ checked: 1 }]);
    expect(ran.stderr).toContain('合计与各行相加差');
    expect(fingerprint(dir)).toBe(before);
    const id = `${codes.village}.county.000001`;
    await run('publish', '--for', codes.village, file);
    const published = fingerprint(dir);
    const again = await run('correct', id, file, '--reason', '再查', '--check', '--json');
    expect(lines(again)).toEqual([{ checked: 1 }]);
    expect(fingerprint(dir)).toBe(published);
  });

  it('publish as a township with the township key, only below it', async () => {
    const { run, write } = await prepared();
    const file = write('a.md', notice('通知'));
    const ran = await run('publish', '--for', codes.village, '--as', codes.township, file, '--json');
    expect(lines(ran)).toMatchObject([{ id: `${codes.village}.${codes.township}.000001` }]);
    const foreign = await run('publish', '--for', codes.otherVillage, '--as', codes.township, file);
    expect(foreign).toMatchObject({ exitCode: 1, stdout: '' });
    expect(foreign.stderr).toContain('权限');
  });

  it('answer wrong usage with 2, in Chinese, and change nothing', async () => {
    const { run, write, dir } = await prepared();
    const file = write('a.md', notice('通知'));
    const before = fingerprint(dir);
    for (const args of [
      [],
      ['nonsense'],
      ['publish', file],
      ['publish', '--for', '12', file],
      ['publish', '--for', codes.village],
      ['publish', '--for', codes.village, '--nonsense', file],
      ['withdraw', 'not-an-id', '--reason', 'x'],
      ['withdraw', `${codes.village}.county.000001`],
      ['village', 'add', codes.village, '名'],
      ['village', 'add', '990001001009', '名', '--kind', 'town'],
      ['terminal', 'add', 'X', '--village', codes.village, '--broker', 'mqtt://h', '--out', 'o'],
      ['terminal', 'add', 'hall-1', '--village', codes.village, '--broker', 'mqtt://u:p@h', '--out', 'o'],
    ]) {
      const ran = await run(...args);
      expect([args, ran.exitCode]).toEqual([args, 2]);
      expect(ran.stderr).toMatch(/\p{Script=Han}/u);
    }
    expect(fingerprint(dir)).toBe(before);
  });

  it('have help on each', async () => {
    const { run } = await prepared();
    const all = [
      'init',
      'township add',
      'village add',
      'terminal add',
      'serve',
      'settings set',
      'settings show',
      'catalogue add',
      'publish',
      'correct',
    ];
    const commands = [...all, 'withdraw', 'erase', 'status', 'key rotate', 'key revoke'];
    const helped = await Promise.all(commands.map((command) => run(...command.split(' '), '--help')));
    for (const [place, ran] of helped.entries()) {
      expect([commands[place], ran.exitCode]).toEqual([commands[place], 0]);
      expect(ran.stdout).toContain('用法');
    }
  });

  it('refuse a bad source with 3 and every mistake, the repository byte for byte as before', async () => {
    const { run, write, source, dir } = await prepared();
    write('good.md', notice('好'));
    write('bad.md', notice('坏', 'peroid: 2026Q3\n'));
    write('worse.md', notice('更坏').replace('village.affairs.1', 'village.affairs.999'));
    const before = fingerprint(dir);
    const ran = await run('publish', '--for', codes.village, source, '--json');
    expect(ran.exitCode).toBe(3);
    const problems = lines(ran);
    expect(problems.length).toBeGreaterThanOrEqual(2);
    for (const problem of problems)
      expect(Object.keys(problem as object)).toEqual(['file', 'line', 'field', 'message', 'remedy']);
    expect(problems).toContainEqual(expect.objectContaining({ line: 5, field: 'peroid' }));
    expect(fingerprint(dir)).toBe(before);
  });

  it('refuse follows of an item that does not exist, and take one that does', async () => {
    const { run, write } = await prepared();
    const follows = (id: string) => write('f.md', notice('结果', `follows: ${id}\n`));
    const id = `${codes.village}.county.000001`;
    expect(await run('publish', '--for', codes.village, follows(id))).toMatchObject({ exitCode: 3 });
    expect(await run('publish', '--for', codes.village, write('a.md', notice('先')))).toMatchObject({
      exitCode: 0,
    });
    expect(await run('publish', '--for', codes.village, follows(id))).toMatchObject({ exitCode: 0 });
  });

  it('check settings with line and field', async () => {
    const { run, write, county } = await prepared();
    expect(
      await run(
        'terminal',
        'add',
        'hall-1',
        '--village',
        codes.village,
        '--folder',
        'x',
        '--out',
        write('k', '') + 1,
      ),
    ).toMatchObject({ exitCode: 0 });
    const bad = write('bad.yaml', 'idle:\n  afterSeconds: 5\n  warningSeconds: 20\nface: {}\ncolour: red\n');
    const ran = await run('settings', 'set', 'hall-1', bad, '--json');
    expect(ran.exitCode).toBe(3);
    expect(lines(ran)).toContainEqual(expect.objectContaining({ line: 2, field: 'idle.afterSeconds' }));
    expect(lines(ran)).toContainEqual(expect.objectContaining({ line: 5, field: 'colour' }));
    write('mark.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const faint = write('faint.yaml', 'face:\n  accent: "#FFD54F"\n  mark: mark.svg\n  picture: gone.jpg\n');
    const refused = await run('settings', 'set', 'hall-1', faint, '--json');
    expect(refused.exitCode).toBe(3);
    expect(lines(refused)).toMatchObject([
      { line: 2, field: 'face.accent', remedy: expect.stringContaining('更深') },
      { line: 3, field: 'face.mark', message: '不是 PNG 或 JPEG 图片' },
      { line: 4, field: 'face.picture', message: '没有找到图片 gone.jpg' },
    ]);
    const good = write('good.yaml', 'face:\n  accent: "#B3261E"\n');
    expect(await run('settings', 'set', codes.county, good, '--json')).toMatchObject({ exitCode: 0 });
    expect(await run('settings', 'set', 'nobody', good)).toMatchObject({ exitCode: 1 });
    await new Origin({ dir: county.folder.dir }).once();
    const bytes = await new StockClient(county.folder.repository).target(
      `settings/${codes.village}/hall-1.json`,
    );
    expect(JSON.parse(bytes?.toString('utf8') ?? '').face).toEqual({ accent: '#B3261E' });
  });

  it('say so when the passphrase is wrong or missing', async () => {
    const { write, environment } = await prepared();
    const file = write('a.md', notice('通知'));
    const wrong = write('wrong', 'nope');
    const args = ['publish', '--for', codes.village, file];
    const ran = await runCounty(args, { ...environment, SANWU_PASSPHRASE_FILE: wrong });
    expect(ran).toMatchObject({ exitCode: 1 });
    expect(ran.stderr).toContain('口令');
    expect(ran.stderr).not.toContain('nope');
    expect(await runCounty(args, { SANWU_COUNTY_DIR: environment.SANWU_COUNTY_DIR })).toMatchObject({
      exitCode: 2,
    });
  });

  it('at the same moment both land', async () => {
    const { run, write, county, dir } = await prepared();
    const files = ['a', 'b', 'c'].map((name) => write(`${name}.md`, notice(name)));
    const ran = await Promise.all(files.map((file) => run('publish', '--for', codes.village, file)));
    expect(ran.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    await new Origin({ dir }).once();
    const records = await new StockClient(county.folder.repository).records(codes.village, 'county');
    expect(records.map(({ id }) => id.slice(-1)).sort()).toEqual(['1', '2', '3']);
  });
});

describe('kill -9 of publish at any moment', { retry: 0 }, () => {
  it('leaves the old or the new state, verifiable, and the next command goes on', async () => {
    const { environment, write, county, dir } = await prepared();
    const file = write('a.md', notice('通知'));
    let landed = 0;
    for (let round = 0; round < 8; round++) {
      const child = startCounty(['publish', '--for', codes.village, file, '--json'], environment);
      // From the first written byte on: a pack, the index, the role's metadata.
      const watcher = watch(county.folder.targets, () => setTimeout(() => child.kill('SIGKILL'), round * 2));
      const { stdout } = await finished(child);
      watcher.close();
      await new Origin({ dir }).once();
      const records = await new StockClient(county.folder.repository).records(codes.village, 'county');
      const promised = landed + (stdout === '' ? 0 : 1);
      expect([promised, landed + 1]).toContain(records.length);
      landed = records.length;
    }
    const last = await runCounty(['publish', '--for', codes.village, file, '--json'], environment);
    expect(last.exitCode).toBe(0);
    expect(openCounty(dir, passphrase)).toBeDefined();
  }, 180_000);
});
