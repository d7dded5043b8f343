import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { readRecordsSecret } from '../../../county/keys/sealing-keys.ts';
import { headings } from '../../../county/personal/read-list.ts';
import { PersonalStore } from '../../../county/personal/store.ts';
import { isIdentityNumber } from '../../../main/contract/identity.ts';
import { lines, runCounty } from '../cli/run-county.ts';
import { temporaryCounty } from '../fixture/temporary-county.ts';

/** Made-up people of the unassigned prefix 99, with right check characters. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const identity = (digits: string) =>
  digits +
  '10X98765432'[weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11];
const first = identity('99000119600229101');
const second = identity('99000119751108202');

async function prepared() {
  const { county, dir, folder } = await temporaryCounty();
  const run = (...args: string[]) => runCounty(['personal', ...args], { SANWU_COUNTY_DIR: dir });
  const write = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const find = (name: string, id: string, now = Date.now()) => {
    const store = PersonalStore.open(county.folder, readRecordsSecret(county.folder));
    try {
      return store.find(name, id, now);
    } finally {
      store.close();
    }
  };
  return { county, dir, run, write, find };
}

const list = [
  '云溪村2026年耕地地力保护补贴发放表,,,,',
  '序号,姓名,身份证号码,补贴金额（元）,银行账号',
  `1,林小满,${first.toLowerCase()},384.00,6200000000001234`,
  `2,何 一,${second},1180元,6200000000001230`,
  '合计,,,1564.00,',
].join('\n');

describe('personal', () => {
  it('check characters tell right numbers from wrong ones', () => {
    expect(isIdentityNumber(first)).toBe(true);
    const wrong = first.slice(0, 16) + ((Number(first[16]) + 1) % 10) + first[17];
    for (const bad of [wrong, first.slice(0, 17), `${first}0`, '', '99000119600229101Y'])
      expect(isIdentityNumber(bad)).toBe(false);
  });

  it('takes in a department’s list; each person finds the own rows, accounts masked; the file tells nothing', async () => {
    const { county, run, write, find } = await prepared();
    const file = write('list.csv', list);
    const ran = await run('import', file, '--programme', '耕地地力保护补贴', '--period', '2026', '--json');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(lines(ran)).toEqual([{ programme: '耕地地力保护补贴', period: '2026', rows: 2 }]);
    expect(find('林小满', first).records).toEqual([
      { programme: '耕地地力保护补贴', period: '2026', fen: 38_400, account: '尾号1234' },
    ]);
    // Sixteen digits of which a spreadsheet kept fifteen: no end of an account is better than a wrong one.
    expect(find('何一', second.toLowerCase()).records).toEqual([
      { programme: '耕地地力保护补贴', period: '2026', fen: 118_000 },
    ]);
    expect(find('林小满', second).records).toEqual([]);
    for (const name of readdirSync(county.folder.dir).filter((each) => each.startsWith('personal.db'))) {
      const bytes = readFileSync(path.join(county.folder.dir, name));
      for (const secret of ['林小满', first, '1234', '38400'])
        expect(bytes.includes(secret), secret).toBe(false);
    }
  });

  it('is whole or not at all; mistakes name file, line and column and never the cell', async () => {
    const { run, write, find } = await prepared();
    const titled = list.replace('发放表,', '发放表\n单位：元",').replace(/^/, '"');
    const bad = write('bad.csv', titled.replace(second, '990001197511082020').replace('384.00', '三百多'));
    const ran = await run('import', bad, '--programme', '甲', '--period', '2026', '--json');
    expect(ran.exitCode).toBe(3);
    expect(lines(ran)).toMatchObject([
      { file: 'bad.csv', line: 4, field: '金额' },
      { file: 'bad.csv', line: 5, field: '身份证号' },
    ]);
    expect(ran.stdout + ran.stderr).not.toMatch(/三百多|990001197511082020|林小满/);
    expect(find('林小满', first).records).toEqual([]);
    const none = await run(
      'import',
      write('none.csv', '甲,乙\n1,2\n'),
      '--programme',
      '甲',
      '--period',
      '2026',
      '--json',
    );
    expect(lines(none)).toMatchObject([{ message: expect.stringMatching(/表头/) }]);
  });

  it('the same list again is refused unless it replaces; deleting and expiring leave nothing', async () => {
    const { county, run, write, find } = await prepared();
    const file = write('list.csv', list);
    const options = ['--programme', '甲', '--period', '2026'];
    await run('import', file, ...options);
    expect((await run('import', file, ...options)).exitCode).toBe(2);
    const renewed = write('list2.csv', list.replace('384.00', '400.00'));
    expect((await run('import', renewed, ...options, '--replace', '--expires', '2026-12-31')).exitCode).toBe(
      0,
    );
    expect(find('林小满', first).records).toMatchObject([{ fen: 40_000 }]);
    expect(find('林小满', first, Date.UTC(2026, 11, 31, 15, 59)).records).toHaveLength(1);
    expect(find('林小满', first, Date.UTC(2026, 11, 31, 16, 0)).records).toEqual([]);
    expect(lines(await run('status', '--json'))).toMatchObject([{ programme: '甲', rows: 2 }]);
    expect((await run('delete', '--programme', '甲', '--json')).exitCode).toBe(0);
    expect(find('林小满', first).records).toEqual([]);
    expect((await run('delete')).exitCode).toBe(2);
    const store = PersonalStore.open(county.folder, readRecordsSecret(county.folder));
    expect(store.take({ programme: '乙', period: '2026', takenAt: 1, expiresAt: 5 }, [], false)).toBe(true);
    expect(store.expire(6)).toBe(1);
    store.close();
  });

  it('help and documents name every column, and which are needed', async () => {
    const { run } = await prepared();
    const { stdout } = await run('import', '--help');
    for (const [field, names] of Object.entries(headings)) {
      const [first, ...others] = names;
      const isNeeded = ['name', 'idNumber', 'amount'].includes(field);
      expect(stdout).toMatch(new RegExp(`${isNeeded ? '必需' : '可选'} +${first}（`));
      for (const other of others) expect(stdout).toContain(other);
      for (const document of ['README.md', 'README.zh-CN.md', 'docs/sources.md'])
        expect(readFileSync(document, 'utf8'), document).toContain(first);
    }
  });

  it('a workbook is a list too; another county’s secret finds nothing', async () => {
    const { county, run, dir, find } = await prepared();
    const book = new ExcelJS.Workbook();
    const rows = list.split('\n').map((line) => line.split(','));
    book.addWorksheet('说明').addRow(['不是名单']);
    book.addWorksheet('发放表').addRows(rows);
    await book.xlsx.writeFile(path.join(dir, 'list.xlsx'));
    const workbook = ['import', path.join(dir, 'list.xlsx'), '--programme', '甲', '--period', '2026'];
    expect((await run(...workbook, '--sheet', '发放表')).exitCode).toBe(0);
    expect(find('林小满', first).records).toMatchObject([{ fen: 38_400 }]);
    const store = PersonalStore.open(county.folder, Buffer.alloc(32, 7));
    expect(store.find('林小满', first, Date.now()).records).toEqual([]);
    store.close();
  });
});
