/** Hostile notices through the whole product, on both screens of a real Chromium: inert, and nothing asked of anybody. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { type GivenAttachment, publishItems } from '../../county/open-county.ts';
import { launchBrowser, openPage } from './browser.ts';
import { allCards } from './core-client.ts';
import { runCountyCommand } from './county-command.ts';
import {
  activeFiles,
  endOfBody,
  evil,
  hostileBody,
  hostileLine,
  hostilePdf,
  hostileTable,
} from './hostile-sources.ts';
import { type RunningKiosk, startKiosk } from './running-kiosk.ts';
import { makeSmallCounty, passphrase, type SmallCounty, village } from './small-county.ts';

const soon = { timeout: 30_000 };
const rightToLeft = '\u202e倒着读的字\u202c';
const controls = `零\u0000号\u0007响铃\u001b[31m红\u009b1m\u2028行\ufeff头`;
const names = [
  '../../escaped.jpg',
  '?#%00.jpg',
  '..\\escaped.jpg',
  '村'.repeat(100),
  '\u0000.jpg',
  '/etc/passwd',
];

function attached(name: string, mediaType: string, bytes: Buffer): GivenAttachment {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, length: bytes.length, mediaType, name, access: 'all', bytes };
}

describe.skipIf(!requirement('chromium').available)('hostile notices', () => {
  let county: SmallCounty;
  let kiosk: RunningKiosk;
  let browser: Browser;
  let terminal: Page;
  let board: Page;
  /** Whatever would be an escape: dialogs, other pages, downloads, requests to others, navigations. */
  const escapes: string[] = [];

  beforeAll(async () => {
    county = await makeSmallCounty();
    kiosk = await startKiosk({ config: county.config, data: path.join(county.folder, 'kiosk') });
    browser = await launchBrowser();
    terminal = await watched(kiosk.terminalUrl, { width: 1080, height: 1920 });
    board = await watched(kiosk.ready.board ?? '', { width: 1920, height: 1080 });
  });
  afterAll(async () => {
    await browser?.close();
    await kiosk?.stop();
    county?.remove();
  });

  async function watched(url: string, size: { width: number; height: number }): Promise<Page> {
    const { page, context } = await openPage(browser, url, size);
    const own = new URL(url).origin;
    page.on('dialog', (dialog) => {
      escapes.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('download', (download) => escapes.push(`download ${download.url()}`));
    page.on('framenavigated', (frame) => escapes.push(`navigation to ${frame.url()}`));
    context.on('page', (other) => escapes.push(`page ${other.url()}`));
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'blob:' && protocol !== 'data:' && origin !== own)
        escapes.push(`request ${request.url()}`);
    });
    return page;
  }

  /** What would show that something ran or was built of a notice's markup. */
  const traces = (page: Page) =>
    page.evaluate(() => ({
      hacked: (window as { hacked?: unknown }).hacked ?? null,
      active: document.querySelectorAll(
        'iframe, object, embed, form, meta[http-equiv=refresh], base, svg [href]',
      ).length,
      links: document.querySelectorAll('a[href]').length,
      handlers: [...document.querySelectorAll('body *')].filter((element) =>
        [...element.attributes].some(({ name }) => name.startsWith('on')),
      ).length,
      others: [...document.querySelectorAll('[src], [srcset], [data], [action], [ping]')].filter((element) =>
        element.outerHTML.slice(0, 2_000).includes('evil.invalid'),
      ).length,
    }));
  const untouched = { hacked: null, active: 0, links: 0, handlers: 0, others: 0 };

  it('stay text on the terminal: title, body, table, reason, names', async () => {
    const more = `publicity: { longTerm: true }\ntables: [ { file: 表.csv, header: 1 } ]\nattachments:\n  - { file: 'photo.jpg', title: '${hostileLine}' }\n  - { file: plan.pdf }\ncompiled: { by: '${hostileLine}', on: 2026-10-05 }\n`;
    const photo = Buffer.concat([
      Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
      Buffer.from(`<script>window.hacked=40</script>`),
    ]);
    const markdown = `---\ntitle: '${hostileLine}'\ncatalogue: [village.affairs.21]\nkind: notice\n${more}---\n${hostileBody}\n`;
    await county.publish('hostile', markdown, {
      '表.csv': hostileTable,
      'photo.jpg': photo,
      'plan.pdf': hostilePdf(),
    });
    await terminal.getByText(hostileLine).first().tap(soon);
    await terminal.getByText(endOfBody).waitFor();
    const text = await terminal.evaluate(() => document.body.innerText);
    for (const shown of ['onerror="window.hacked = 1"', '<form action=', '点这里', '组别', '=HYPERLINK']) {
      expect(text).toContain(shown);
    }
    for (const label of ['点这里', '脚本', '数据', '样式', '提交'])
      await terminal.locator('article').getByText(label).first().tap();
    await terminal.locator('article canvas').first().waitFor();
    expect(await traces(terminal)).toEqual(untouched);
    const [width, most] = await terminal.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(width).toBeLessThanOrEqual(most ?? 0);
  });

  it('stay text in what search finds', async () => {
    await terminal
      .getByRole('button', { name: /结束|首页/ })
      .first()
      .tap();
    await terminal.getByText('查找').first().tap();
    await terminal.getByRole('textbox').first().fill('onerror');
    await terminal.locator('mark').first().waitFor(soon);
    expect(await traces(terminal)).toEqual(untouched);
    await terminal.getByRole('textbox').first().fill('');
  });

  it('stay text on the notice screen', async () => {
    await board.getByText(hostileLine).first().waitFor(soon);
    expect(await traces(board)).toEqual(untouched);
    const [width, most] = await board.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(width).toBeLessThanOrEqual(most ?? 0);
  });

  it('are refused at publishing where they are pages, drawings, or turn the reading direction', async () => {
    const passphraseFile = path.join(county.folder, 'passphrase');
    const where = { dir: path.join(county.folder, 'county'), passphraseFile };
    const file = path.join(county.folder, 'refused.md');
    const refuse = async (front: string, body = '正文') => {
      writeFileSync(file, `---\ncatalogue: [village.affairs.21]\nkind: notice\n${front}\n---\n${body}\n`);
      return runCountyCommand(where, ['publish', '--for', village, '--json', file]);
    };
    for (const [name, text] of Object.entries(activeFiles)) {
      writeFileSync(path.join(county.folder, name), text);
      const { code, stdout, stderr } = await refuse(`title: 通知\nattachments: [ { file: ${name} } ]`);
      expect([name, code]).toEqual([name, 3]);
      expect(`${stdout}${stderr}`).toContain('attachments.1.file');
    }
    expect(await refuse(`title: 通知${rightToLeft}`)).toMatchObject({ code: 3 });
    expect(await refuse('title: 通知', rightToLeft)).toMatchObject({ code: 3 });
    expect(await refuse('title: 通知', '零\u0000号')).toMatchObject({ code: 3 });
    expect(passphrase).not.toBe('');
  });

  it('do no harm either when the county’s own key signs what publishing would refuse', async () => {
    const active = Object.entries(activeFiles).map(([name, text], at) => {
      const type = ['text/html', 'image/svg+xml', 'image/jpeg', 'application/pdf'][at] ?? '';
      return attached(name, type, Buffer.from(text));
    });
    const oddly = names.map((name) =>
      attached(name, 'image/jpeg', Buffer.from(`\xff\xd8\xff${name}`, 'latin1')),
    );
    const draft = {
      division: village,
      source: 'county' as const,
      title: `${rightToLeft}${controls}`,
      catalogue: ['village.affairs.21'],
      module: 'village' as const,
      kind: 'notice' as const,
      reviewed: [],
      body: `${rightToLeft}\n\n${controls}\n\n${endOfBody}`,
      tables: [],
      attachments: [...active, ...oddly],
    };
    await publishItems(county.county, { division: village, signer: 'county', items: [{ draft }] });
    await county.sign();
    const client = kiosk.client;
    await expect.poll(async () => (await allCards(client)).length, soon).toBe(2);
    const id = (await allCards(client)).find(({ title }) => title.includes('响铃'))?.id ?? '';
    const files = async () => (await client.item({ id })).content?.attachments ?? [];
    await expect.poll(async () => (await files()).every(({ arrived }) => arrived), soon).toBe(true);

    await terminal
      .getByRole('button', { name: /结束|首页/ })
      .first()
      .tap();
    await terminal.getByText(/响铃/).first().tap(soon);
    await terminal.getByText(endOfBody).waitFor();
    await board.getByText(/响铃/).first().waitFor(soon);
    for (const page of [terminal, board]) expect(await traces(page)).toEqual(untouched);

    for (const file of await files()) {
      const address = new URL(file.url ?? '', kiosk.terminalUrl).href;
      const response = await fetch(address);
      const type = response.headers.get('content-type');
      const policy = response.headers.get('content-security-policy');
      expect([file.name, policy]).toEqual([file.name, expect.stringMatching(/default-src 'none'.*sandbox/)]);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(type).toMatch(/^(image\/jpeg|application\/pdf|application\/octet-stream)$/);
      await response.arrayBuffer();
    }
  });

  it('leave nothing outside the folder of files, whatever attachments are called', () => {
    const data = path.join(county.folder, 'kiosk');
    const databases = /^(content\.db|records\.db)(-wal|-shm)?$/;
    const ours = ['files', 'logs', 'backups', 'reserve', 'kept-metadata.json', 'software'];
    const expected = { test: (name: string) => databases.test(name) || ours.includes(name) };
    expect(readdirSync(data).filter((name) => !expected.test(name))).toEqual([]);
    const kept = readdirSync(path.join(data, 'files'), { recursive: true, encoding: 'utf8' });
    expect(kept.filter((name) => !/^([0-9a-f]{2}(\/[0-9a-f]{64})?|partial)$/.test(name))).toEqual([]);
    for (const outside of ['escaped.jpg', '../escaped.jpg'])
      expect(existsSync(path.join(county.folder, outside))).toBe(false);
  });

  it('made no request, dialog, page, download or navigation', () => {
    expect(escapes).toEqual([]);
    expect(evil).toMatch(/invalid$/);
  });
});
