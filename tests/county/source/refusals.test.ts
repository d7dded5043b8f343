import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSources } from '../../../county/source/read-sources.ts';
import type { ReadOptions } from '../../../county/source/source-types.ts';
import { type Files, folderOf, markdown, options, png, read, village } from './source-folder.ts';

type Bad = {
  why: string;
  files: Files;
  at: [file: string, line: number, field: string];
  says: RegExp;
  remedy: RegExp;
  change?: Partial<ReadOptions>;
};

const item = (
  why: string,
  lines: string,
  at: [line: number, field: string],
  says: RegExp,
  remedy: RegExp,
  files: Files = {},
): Bad => ({ why, files: { 'a.md': markdown(lines), ...files }, at: ['a.md', ...at], says, remedy });

const csv = { 'a.csv': '项目,金额（元）\n甲,1\n' };

const bad: Bad[] = [
  item('unknown key', 'titel: x', [4, 'titel'], /不认识/, /「title」/),
  item('unknown key in Chinese', '公示期: { longTerm: true }', [4, '公示期'], /不认识/, /「publicity」/),
  item('unknown key below', 'compiled: { by: 甲, onn: 2026-01-01 }', [4, 'compiled.onn'], /不认识/, /「on」/),
  item('key far from any', 'zzzzzzzz: 1', [4, 'zzzzzzzz'], /不认识/, /可以写的有/),
  item('key twice', 'period: 2026\nperiod: 2025', [5, 'file'], /写了两次/, /./),
  item('two colons', 'emphasis: 甲: 乙', [4, 'file'], /冒号/, /引号/),
  item('open bracket', 'reviewed: [ { by: 甲', [4, 'file'], /格式不对/, /成对/),
  item('alias', 'compiled: &a { by: 甲 }\napproved: *a', [4, 'file'], /引用/, /直接写/),
  item('tag', 'emphasis: !!binary aGk=', [4, 'file'], /标记/, /./),
  item('kind unknown', 'kind: statment', [4, 'kind'], /statment/, /「statement」/),
  item('period in words', 'period: 二〇一〇年', [4, 'period'], /不是期间/, /2010/),
  item('period of a quarter in words', 'period: 2026年第三季度', [4, 'period'], /不是期间/, /2026Q3/),
  item('month 13', 'period: 2026-13', [4, 'period'], /不是期间/, /2026-07/),
  item('period backwards', 'period: 2012-01/2010-12', [4, 'period'], /晚于/, /对调/),
  item('day that is none', 'dated: 2026-02-30', [4, 'dated'], /2026-02-30/, /2026-10-08/),
  item('dated with a clock', 'dated: 2026-02-03T10:00', [4, 'dated'], /不是日历/, /./),
  item(
    'clock that is none',
    'compiled: { by: 甲, on: 2026-10-08T24:30 }',
    [4, 'compiled.on'],
    /不是日期/,
    /T10:00/,
  ),
  item('nobody compiled', 'compiled: { on: 2026-10-08 }', [4, 'compiled.by'], /缺少/, /by/),
  item('compiled as text', 'compiled: 王建平', [4, 'compiled'], /名称: 内容/, /\{/),
  item(
    'step unknown',
    'reviewed: [ { by: 甲, step: supervison } ]',
    [4, 'reviewed.1.step'],
    /不在/,
    /supervision/,
  ),
  item('no end', 'publicity: { from: 2026-10-08 }', [4, 'publicity.to'], /到什么时候/, /days/),
  item(
    'end before start',
    'publicity:\n  from: 2026-10-08\n  to: 2026-10-07',
    [6, 'publicity.to'],
    /早于/,
    /from/,
  ),
  item(
    'end against days',
    'publicity: { from: 2026-10-08, days: 5, to: 2026-10-20 }',
    [4, 'publicity.to'],
    /2026-10-12/,
    /./,
  ),
  item(
    'long term with an end',
    'publicity: { longTerm: true, to: 2026-10-20 }',
    [4, 'publicity.to'],
    /长期/,
    /longTerm/,
  ),
  item(
    'workdays of nothing',
    'publicity: { to: 2026-10-20, workdays: true }',
    [4, 'publicity.workdays'],
    /days/,
    /days/,
  ),
  item('no days', 'publicity: { days: 0 }', [4, 'publicity.days'], /整数/, /3650/),
  item('truth in Chinese', 'publicity: { days: 3, workdays: 是 }', [4, 'publicity.workdays'], /true/, /true/),
  item('id of a wrong form', 'id: 7', [4, 'id'], /编号/, /删去/),
  item('id of another village', 'id: 990101101202.county.000001', [4, 'id'], /别的区划/, new RegExp(village)),
  item(
    'follows itself',
    `id: ${village}.county.000001\nfollows: ${village}.county.000001`,
    [5, 'follows'],
    /自己/,
    /./,
  ),
  item('follows a title', 'follows: 预告', [4, 'follows'], /预告/, /county/),
  item('project without stage', 'project: P-1', [4, 'stage'], /阶段/, /tender/),
  item('stage without project', 'stage: tender', [4, 'stage'], /project/, /project/),
  item('stage unknown', 'project: P-1\nstage: tendr', [5, 'stage'], /tendr/, /tender/),
  item('project code', 'project: 村道\nstage: tender', [4, 'project'], /编码/, /连字符/),
  item('steps without power', 'steps: [ 申请 ]', [4, 'steps'], /power/, /power/),
  item('control character', 'emphasis: "a\\u0007b"', [4, 'emphasis'], /控制字符/, /./),
  item('direction override', 'emphasis: "a\\u202eb"', [4, 'emphasis'], /控制字符/, /./),
  item('half a character', 'emphasis: "\\ud800"', [4, 'emphasis'], /控制字符/, /./),
  item('long emphasis', `emphasis: ${'长'.repeat(4_001)}`, [4, 'emphasis'], /4000/, /./),
  item(
    'attachment not there',
    'attachments: [ { file: 没有.pdf } ]',
    [4, 'attachments.1.file'],
    /没有\.pdf/,
    /旁边/,
  ),
  item('attachment above', 'attachments: [ { file: ../x.pdf } ]', [4, 'attachments.1.file'], /路径/, /\.\./),
  item('attachment absolute', 'attachments: [ /etc/passwd ]', [4, 'attachments.1'], /路径/, /./),
  item('attachment on a drive', String.raw`attachments: [ 'C:\x.pdf' ]`, [4, 'attachments.1'], /路径/, /./),
  item('attachment with query', 'attachments: [ "x?.pdf" ]', [4, 'attachments.1'], /路径/, /./),
  item(
    'attachment with NUL',
    'attachments: [ { file: "x\\0.pdf" } ]',
    [4, 'attachments.1.file'],
    /控制字符/,
    /./,
  ),
  item(
    '300-byte name',
    `attachments: [ { file: ${'村'.repeat(100)}.pdf } ]`,
    [4, 'attachments.1.file'],
    /找不到/,
    /./,
  ),
  item(
    'voucher of no row',
    'attachments: [ { file: a.png, voucherFor: 9 } ]',
    [4, 'attachments.1.voucherFor'],
    /不存在/,
    /删去/,
    { 'a.png': png },
  ),
  item(
    'access unknown',
    'attachments: [ { file: a.png, access: public } ]',
    [4, 'attachments.1.access'],
    /public/,
    /signed-in/,
    { 'a.png': png },
  ),
  item('table file not there', 'tables: [ { file: b.csv } ]', [4, 'tables.1.file'], /b\.csv/, /./),
  item('table without file', 'tables: [ { header: 1 } ]', [4, 'tables.1.file'], /缺少/, /file/),
  item(
    'range in words',
    'tables: [ { file: a.csv, rows: 二到三 } ]',
    [4, 'tables.1.rows'],
    /范围/,
    /3-20/,
    csv,
  ),
  item('range backwards', 'tables: [ { file: a.csv, rows: 3-2 } ]', [4, 'tables.1.rows'], /范围/, /./, csv),
  item(
    'range beyond',
    'tables: [ { file: a.csv, rows: 2-9 } ]',
    [4, 'tables.1.rows'],
    /超出/,
    /第 2 行/,
    csv,
  ),
  item(
    'rows in the header',
    'tables: [ { file: a.csv, header: 1-2, rows: 2 } ]',
    [4, 'tables.1.rows'],
    /重叠/,
    /./,
    csv,
  ),
  item('header beyond', 'tables: [ { file: a.csv, header: 7 } ]', [4, 'tables.1.header'], /超出/, /./, csv),
  item('no rows', 'tables: [ { file: a.csv, header: 1-2 } ]', [4, 'tables.1.rows'], /没有数据行/, /./, csv),
  item(
    'total elsewhere',
    'tables: [ { file: a.csv, total: middle } ]',
    [4, 'tables.1.total'],
    /middle/,
    /none/,
    csv,
  ),
  item(
    'first table continues',
    'tables: [ { file: a.csv, continues: true } ]',
    [4, 'tables.1.continues'],
    /第一张/,
    /./,
    csv,
  ),
  item('sheet of CSV', 'tables: [ { file: a.csv, sheet: 1 } ]', [4, 'tables.1.sheet'], /CSV/, /删去/, csv),
  item(
    'continued with other columns',
    'tables:\n  - { file: a.csv }\n  - { file: b.csv, continues: true }',
    [6, 'tables.2.continues'],
    /3 列/,
    /./,
    { ...csv, 'b.csv': '甲,乙,丙\n1,2,3\n' },
  ),
  {
    ...item('table of another kind', 'tables: [ { file: a.xls } ]', [1, 'file'], /xls/, /\.xlsx/, {
      'a.xls': 'x',
    }),
    at: ['a.xls', 1, 'file'],
  },
  {
    ...item('broken CSV', 'tables: [ { file: a.csv } ]', [1, 'file'], /引号/, /另存/, {
      'a.csv': '甲,乙\n1,"2\n',
    }),
    at: ['a.csv', 2, 'file'],
  },
  {
    ...item('control character in a cell', 'tables: [ { file: a.csv } ]', [1, 'file'], /控制字符/, /./, {
      'a.csv': '甲,乙\n1,\u0007\n',
    }),
    at: ['a.csv', 2, 'B2'],
  },
  {
    ...item('too many columns', 'tables: [ { file: a.csv } ]', [1, 'file'], /60 列/, /./, {
      'a.csv': `${'甲,'.repeat(61)}乙\n1\n`,
    }),
    at: ['a.csv', 1, 'file'],
  },
  {
    ...item('too many rows', 'tables: [ { file: a.csv } ]', [1, 'file'], /20000 行/, /rows/, {
      'a.csv': `甲\n${'1\n'.repeat(20_001)}`,
    }),
    at: ['a.md', 4, 'tables.1.rows'],
  },
  {
    why: 'no front matter',
    files: { 'a.md': '# 通知\n' },
    at: ['a.md', 1, 'file'],
    says: /开头/,
    remedy: /---/,
  },
  {
    why: 'front matter without end',
    files: { 'a.md': '---\ntitle: x\n' },
    at: ['a.md', 1, 'file'],
    says: /没有结束/,
    remedy: /---/,
  },
  {
    why: 'front matter of a list',
    files: { 'a.md': '---\n- a\n---\n' },
    at: ['a.md', 1, 'file'],
    says: /条目信息/,
    remedy: /title/,
  },
  {
    why: 'brackets without end',
    files: { 'a.md': `---\ntitle: ${'['.repeat(30_000)}\n---\n` },
    at: ['a.md', 2, 'file'],
    says: /格式不对/,
    remedy: /./,
  },
  {
    why: 'nothing that is text',
    files: { 'a.md': Buffer.from([0x2d, 0, 0xff, 0xff, 0x81]) },
    at: ['a.md', 1, 'file'],
    says: /编码/,
    remedy: /UTF-8/,
  },
  {
    why: 'no title',
    files: { 'a.md': '---\ncatalogue: sx.party\n---\n' },
    at: ['a.md', 1, 'title'],
    says: /缺少/,
    remedy: /title/,
  },
  {
    why: 'blank title',
    files: { 'a.md': '---\ntitle:\ncatalogue: sx.party\n---\n' },
    at: ['a.md', 2, 'title'],
    says: /缺少/,
    remedy: /title/,
  },
  {
    why: 'no catalogue',
    files: { 'a.md': '---\ntitle: 甲\n---\n' },
    at: ['a.md', 1, 'catalogue'],
    says: /缺少/,
    remedy: /catalogue/,
  },
  {
    why: 'long title',
    files: { 'a.md': `---\ntitle: ${'长'.repeat(201)}\ncatalogue: sx.party\n---\n` },
    at: ['a.md', 2, 'title'],
    says: /200/,
    remedy: /./,
  },
  {
    why: 'catalogue form',
    files: { 'a.md': '---\ntitle: 甲\ncatalogue: 财务\n---\n' },
    at: ['a.md', 3, 'catalogue'],
    says: /财务/,
    remedy: /village\.finance\.1/,
  },
  {
    why: 'catalogue unknown',
    files: { 'a.md': '---\ntitle: 甲\ncatalogue:\n  - sx.party\n  - village.finance.99\n---\n' },
    at: ['a.md', 5, 'catalogue.2'],
    says: /village\.finance\.99/,
    remedy: /公开目录/,
  },
  {
    why: 'catalogue twice',
    files: { 'a.md': '---\ntitle: 甲\ncatalogue: [sx.party, sx.party]\n---\n' },
    at: ['a.md', 3, 'catalogue.2'],
    says: /重复/,
    remedy: /./,
  },
  {
    why: 'catalogue of a community',
    files: { 'a.md': '---\ntitle: 甲\ncatalogue: community.finance.1\n---\n' },
    at: ['a.md', 3, 'catalogue'],
    says: /行政村/,
    remedy: /village\./,
  },
  {
    why: 'catalogue of a village',
    change: { divisionKind: 'community' },
    files: { 'a.md': '---\ntitle: 甲\ncatalogue: village.finance.1\n---\n' },
    at: ['a.md', 3, 'catalogue'],
    says: /社区/,
    remedy: /community\./,
  },
  {
    why: 'long body',
    files: { 'a.md': markdown('', '长'.repeat(200_001)) },
    at: ['a.md', 6, 'body'],
    says: /200000/,
    remedy: /PDF/,
  },
  {
    why: 'control character in the body',
    files: { 'a.md': markdown('', 'a\u0000b') },
    at: ['a.md', 1, 'file'],
    says: /编码/,
    remedy: /./,
  },
  {
    why: 'escape in the body',
    files: { 'a.md': markdown('', 'a\u001bb') },
    at: ['a.md', 6, 'body'],
    says: /控制/,
    remedy: /./,
  },
  {
    why: 'bare file',
    files: { 'a.md': markdown(''), 'b.pdf': '%PDF-1.4' },
    at: ['b.pdf', 1, 'file'],
    says: /没有说明/,
    remedy: /b\.md/,
  },
];

describe('bad sources', () => {
  it.each(bad)('$why', async ({ files, at, says, remedy, change }) => {
    const folder = await folderOf(files);
    const { problems } = await readSources([folder], { ...options, ...change });
    const [file, line, field] = at;
    expect(
      problems.map((problem) => [path.relative(folder, problem.file), problem.line, problem.field]),
    ).toEqual([[file, line, field]]);
    expect(problems[0]?.message).toMatch(says);
    expect(problems[0]?.remedy).toMatch(remedy);
    expect(problems[0]?.message).toMatch(/[一-鿿]/);
    expect(Object.keys(problems[0] ?? {}).sort()).toEqual(['field', 'file', 'line', 'message', 'remedy']);
  });

  it('lists everything that is wrong in all files at once', async () => {
    const { drafts, problems } = await read({
      'good.md': markdown(''),
      'a.md': '---\ntitel: 甲\nperiod: 2026-13\npublicity: { days: x }\nattachments: [ ../x ]\n---\n',
      'sub/b.md': markdown('tables: [ { file: b.csv, rows: 9 }, { file: c.csv } ]'),
      'sub/b.csv': '甲\n1\n',
    });
    expect(drafts.map(({ file }) => path.basename(file))).toEqual(['good.md']);
    expect(problems.map(({ file, field }) => `${path.basename(file)} ${field}`)).toEqual([
      'a.md title',
      'a.md catalogue',
      'a.md titel',
      'a.md period',
      'a.md publicity.days',
      'a.md attachments.1',
      'b.md tables.1.rows',
      'b.md tables.2.file',
    ]);
  });

  it('refuses the same id in two files, and says in which', async () => {
    const id = `id: ${village}.county.000001`;
    const { problems } = await read({ 'a.md': markdown(id), 'b.md': markdown(id) });
    expect(problems).toMatchObject([{ line: 4, field: 'id' }]);
    expect(problems[0]?.message).toContain('a.md');
    expect(problems[0]?.file).toMatch(/b\.md$/);
  });

  it('stops counting problems at a limit', async () => {
    const lines = Array.from({ length: 700 }, (_, index) => `k${index}: 1`).join('\n');
    const { problems } = await read({ 'a.md': markdown(lines) });
    expect(problems).toHaveLength(501);
    expect(problems.at(-1)?.message).toContain('500');
  });

  it('refuses what is not there and folders without items', async () => {
    const empty = await folderOf({});
    const { problems } = await readSources([empty, path.join(empty, 'x'), 'a\0b'], options);
    expect(problems.map(({ file, line, field }) => [file, line, field])).toEqual([
      [empty, 1, 'file'],
      [path.join(empty, 'x'), 1, 'file'],
      ['a\ufffdb', 1, 'file'],
    ]);
  });

  it('follows no link out of the folder', async () => {
    const outside = await folderOf({ 'secret.pdf': '%PDF-1.4', 'c.md': markdown('') });
    const folder = await folderOf({ 'a.md': markdown('attachments: [ s.pdf, d/secret.pdf ]') });
    await symlink(path.join(outside, 'secret.pdf'), path.join(folder, 's.pdf'));
    await symlink(outside, path.join(folder, 'd'));
    await symlink(path.join(outside, 'c.md'), path.join(folder, 'c.md'));
    const { drafts, problems } = await readSources([folder], options);
    expect(drafts).toEqual([]);
    expect(problems.map(({ file, field }) => `${path.relative(folder, file)} ${field}`).sort()).toEqual([
      'a.md attachments.1',
      'a.md attachments.2',
      'c.md file',
      'd file',
      's.pdf file',
    ]);
  });

  it('goes no deeper than its limit', async () => {
    const folder = await folderOf({ 'a.md': markdown('') });
    const deep = path.join(folder, ...Array.from({ length: 20 }, () => 'd'));
    await mkdir(deep, { recursive: true });
    await writeFile(path.join(deep, 'b.md'), markdown(''));
    const { problems } = await readSources([folder], options);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain('16');
  });
});
