import { describe, expect, it } from 'vitest';
import { itemVersion } from '../../../main/contract/content.ts';
import { draftOf, markdown, options, pdf, png, read, village } from './source-folder.ts';

describe('front matter', () => {
  it('takes every key of the conventions', async () => {
    const lines = `
id: ${village}.county.000007
period: 2026Q3
dated: 2026-10-06
kind: statement
compiled: { by: 王建平, on: 2026-10-05 }
reviewed:
  - { by: 村务监督委员会, on: 2026-10-06, step: supervision }
  - { by: 村民代表会议, step: representatives }
approved: { by: 李秀兰, on: 2026-10-07T09:30 }
publicity: { from: 2026-10-08, to: 2026-10-14 }
follows: ${village}.county.000003
project: 990101-2026-01
stage: payment
missing: 尾款未付，待验收
power: XW-07
steps: [ 申请, { who: 村文书, does: 审核 } ]
basis: 村级小微权力清单
executes: 村委会
supervises: 村务监督委员会
tables: [ { file: 收支.csv, header: 1, rows: 2-3, total: last } ]
attachments: [ { file: 凭证-01.png, title: 收据, voucherFor: 1, access: desk }, 决议.pdf ]
emphasis: 三季度花了多少钱`.trim();
    const draft = await draftOf({
      'a.md': markdown(lines),
      '收支.csv': '项目,金额（元）\n修路,1180\n合计,1180\n',
      '凭证-01.png': png,
      '决议.pdf': pdf,
    });
    const { requestedId, file, attachments, ...rest } = draft;
    const version = {
      ...rest,
      id: requestedId,
      version: 1,
      signer: 'county',
      publishedAt: options.now,
      attachments: attachments.map(({ path, ...attachment }) => attachment),
    };
    expect(itemVersion.parse(version)).toEqual(version);
    expect(file.endsWith('a.md')).toBe(true);
    expect(draft).toMatchObject({
      requestedId: `${village}.county.000007`,
      division: village,
      module: 'finance',
      period: '2026Q3',
      dated: '2026-10-06',
      kind: 'statement',
      compiled: { by: '王建平', on: '2026-10-05' },
      approved: { by: '李秀兰', on: '2026-10-07T09:30' },
      publicity: { from: '2026-10-08', to: '2026-10-14' },
      project: { code: '990101-2026-01', stage: 'payment', missing: '尾款未付，待验收' },
      emphasis: '三季度花了多少钱',
      body: '正文。',
    });
    expect(draft.reviewed.map((signOff) => signOff.step)).toEqual(['supervision', 'representatives']);
    expect(draft.power?.steps).toEqual([{ does: '申请' }, { who: '村文书', does: '审核' }]);
    expect(draft.attachments.map(({ name, access }) => [name, access])).toEqual([
      ['凭证-01.png', 'desk'],
      ['决议.pdf', 'all'],
    ]);
  });

  it.each([
    [
      '{ from: 2026-10-08T10:00, to: 2026-10-14T18:00 }',
      { from: '2026-10-08T10:00', to: '2026-10-14T18:00' },
    ],
    ['{ from: 2026-10-08, days: 5 }', { from: '2026-10-08', to: '2026-10-12', days: 5 }],
    [
      '{ from: 2026-10-08, days: 5, workdays: true, atLeast: true }',
      { from: '2026-10-08', to: '2026-10-14', days: 5, workdays: true, atLeast: true },
    ],
    ['{ days: 3 }', { from: '2026-10-08', to: '2026-10-10', days: 3 }],
    ['{ from: 2024-02-28, days: 2 }', { from: '2024-02-28', to: '2024-02-29', days: 2 }],
    ['{ longTerm: true }', { longTerm: true }],
  ])('resolves the publicity period %s', async (form, publicity) => {
    const draft = await draftOf({ 'a.md': markdown(`publicity: ${form}`) });
    expect(draft.publicity).toEqual(publicity);
  });

  it('counts workdays by the holiday table', async () => {
    const workdays = { holidays: new Set(['2026-10-09']), workedWeekends: new Set(['2026-10-10']) };
    const source = { 'a.md': markdown('publicity: { from: 2026-10-08, days: 3, workdays: true }') };
    expect((await draftOf(source, { workdays })).publicity?.to).toBe('2026-10-12');
    expect((await draftOf(source)).publicity?.to).toBe('2026-10-12');
    const longer = { 'a.md': markdown('publicity: { from: 2026-10-08, days: 2, workdays: true }') };
    expect((await draftOf(longer, { workdays })).publicity?.to).toBe('2026-10-10');
    expect((await draftOf(longer)).publicity?.to).toBe('2026-10-09');
  });

  it('keeps dates in words and raw HTML of the body as text', async () => {
    const body = '于二〇一〇年\n20 28年完成，<img src=x onerror=alert(1)>，公示至10月14日。';
    expect((await draftOf({ 'a.md': markdown('', body) })).body).toBe(body);
  });

  it('reads GB18030, marks and CRLF as editors on Windows write them', async () => {
    const text = markdown('').replaceAll('\n', '\r\n');
    const { default: iconv } = await import('iconv-lite');
    expect((await draftOf({ 'a.md': iconv.encode(text, 'gb18030') })).title).toContain('第三季度');
    expect((await draftOf({ 'a.md': `\ufeff${text}` })).body).toBe('正文。');
  });

  it('files under several columns, the first giving the module, and marks demo content', async () => {
    const source = markdown('').replace('[village.finance.1]', '[sx.supervision, zw.finance.6]');
    const draft = await draftOf({ 'a.md': source }, { demo: true });
    expect(draft).toMatchObject({
      module: 'supervision',
      catalogue: ['sx.supervision', 'zw.finance.6'],
      demo: true,
    });
  });

  it('takes a project as a mapping too', async () => {
    const draft = await draftOf({ 'a.md': markdown('project: { code: P-1, name: 村道, stage: tender }') });
    expect(draft).toMatchObject({ kind: 'project', project: { code: 'P-1', name: '村道', stage: 'tender' } });
  });

  it('knows items of the same batch and of the county for `follows`', async () => {
    const files = {
      'a.md': markdown(`id: ${village}.county.000001`),
      'b.md': markdown(`follows: ${village}.county.000001`),
      'c.md': markdown(`follows: ${village}.county.000002`),
      'd.md': markdown(`follows: ${village}.county.000003`),
    };
    const { problems } = await read(files, { itemExists: (id) => id.endsWith('000002') });
    expect(problems.map(({ file, line, field }) => [file.at(-4), line, field])).toEqual([
      ['d', 4, 'follows'],
    ]);
  });
});
