import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { requirement } from '../../../build/requirements.ts';
import {
  correctItem,
  eraseItem,
  type ItemDraft,
  publishItems,
  withdrawItem,
} from '../../../county/open-county.ts';
import { buildSite } from '../../../county/web/build-site.ts';
import { qrText } from '../../../main/take-away/qr-text.ts';
import { proof } from '../../../main/text/terminal.ts';
import { story } from '../../../main/text/terminal-item.ts';
import { itemDigest, sha256Hex } from '../../../main/trust/digest.ts';
import { launchBrowser, openPage } from '../../e2e/browser.ts';
import { draftOf } from '../../fakes/sync-county.ts';
import { codes, temporaryCounty } from '../fixture/temporary-county.ts';

const address = 'https://sunshine.example/yuezhou';
const picture = Buffer.from('a picture');

async function prepared() {
  const { county, folder } = await temporaryCounty();
  const out = path.join(folder, 'site');
  const draft = (change: Partial<ItemDraft> = {}): ItemDraft => ({
    ...draftOf('三季度收支'),
    division: codes.village,
    body: '收入 **38,400.00元**。<img src=x onerror=alert(1)> [看](javascript:alert(1)) [省里](https://example.org/a)',
    ...change,
  });
  const publish = async (...drafts: ItemDraft[]) =>
    publishItems(county, {
      division: codes.village,
      signer: 'county',
      items: drafts.map((each) => ({ draft: each })),
    });
  const read = (...names: string[]) => readFileSync(path.join(out, ...names), 'utf8');
  return { county, out, draft, publish, read, build: () => buildSite(county, { out, address }) };
}

/** A public server, as a county would have one. */
async function served(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    const asked = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname).replace(
      '/yuezhou/',
      '/',
    );
    const file = path.join(folder, asked.endsWith('/') ? `${asked}index.html` : asked);
    if (!existsSync(file) || !statSync(file).isFile())
      return response.writeHead(301, { location: `${request.url}/` }).end();
    response.writeHead(200, { 'content-type': file.endsWith('.html') ? 'text/html' : 'application/json' });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('county web', () => {
  it.skipIf(!requirement('chromium').available)(
    'the address in an item’s code opens the same content with the same digest on a phone',
    async () => {
      const { county, out, draft, publish, build } = await prepared();
      const [item, leak] = await publish(draft({ emphasis: '三季度花了 19.3 万元' }), draft());
      await eraseItem(county, leak?.id ?? '', '误含个人信息');
      await build();
      const id = item?.id ?? '';
      const digest = item?.digest ?? '';
      const text = qrText({
        view: {
          card: { id, title: '三季度收支', version: 1 },
          content: { version: 1, keyFigures: [] },
        } as unknown as Parameters<typeof qrText>[0]['view'],
        digest,
        seal: 'x',
        publicAddress: address,
        demo: false,
      });
      const [link = ''] = text.split('\n');
      const host = await served(out);
      const url = link.replace('https://sunshine.example', host);
      const browser = await launchBrowser();
      onTestFinished(() => browser.close());
      const { page } = await openPage(browser, url, { width: 390, height: 844 });
      await page.locator('h1').waitFor();
      expect(await page.locator('h1').textContent()).toBe('三季度收支');
      expect(await page.locator('.digest').textContent()).toBe(digest);
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      expect(await fits()).toBe(true);
      await page.getByText('三季度花了 19.3 万元').waitFor();
      const content = await (await fetch(`${url}/item.json`)).text();
      expect(sha256Hex(content.trim())).toBe(digest);
      expect(itemDigest(JSON.parse(content))).toBe(digest);
      await page.getByRole('link', { name: '全部公开' }).click();
      await page.getByRole('link', { name: '三季度收支' }).first().waitFor();
      expect(await fits()).toBe(true);
      await page.getByRole('link', { name: '三务公开' }).click();
      await page.locator('li a').first().waitFor();
      await page.goto(`${host}/yuezhou/${leak?.id}/1/`);
      await page.getByText('误含个人信息').waitFor();
      expect(await fits()).toBe(true);
    },
  );

  it('markup in an item stays text, and no script, style or address of it works', async () => {
    const { draft, publish, build, read } = await prepared();
    const title = '<script>alert(1)</script>"\'&';
    const [item] = await publish(draft({ title }));
    await build();
    const html = read(item?.id ?? '', '1', 'index.html');
    expect(html).not.toMatch(/<script|<img src=x|href="javascript/i);
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('href="https://example.org/a"');
    expect(html).toContain('default-src &#39;none&#39;');
    expect(read(codes.village, 'index.html')).not.toContain('<script');
  });

  it('shows a power with its steps, a project’s stage, and where a column does not add up', async () => {
    const { draft, publish, build, read } = await prepared();
    const total = { column: 1, sumFen: 300, statedFen: 301, differenceFen: 1, result: 'rounding' as const };
    const [power, stage] = await publish(
      draft({
        power: { code: 'XW-01', basis: '村民委员会组织法', steps: [{ who: '书记', does: '看材料' }] },
        tables: [
          {
            columns: [
              { title: '项目', kind: 'text' },
              { title: '金额', kind: 'money', unit: '元' },
            ],
            header: [],
            rows: [{ kind: 'total', cells: [{ text: '合计' }, { text: '3.01', fen: 301 }] }],
            totals: [total],
          },
        ],
      }),
      draft({ project: { code: 'GC-2026-1', name: '修路', stage: 'budget', missing: '没有做预算' } }),
    );
    await build();
    const page = read(power?.id ?? '', '1', 'index.html');
    for (const said of ['村民委员会组织法', '<strong>书记</strong> 看材料', '与合计相差 0.01 元'])
      expect(page).toContain(said);
    expect(read(stage?.id ?? '', '1', 'index.html')).toMatch(/修路 · GC-2026-1 · .*没有做预算/s);
  });

  it('corrections and withdrawals are shown as such; old codes lead to their own version', async () => {
    const { county, draft, publish, build, read } = await prepared();
    const [first, second] = await publish(draft(), draft({ title: '另一件' }));
    await correctItem(county, first?.id ?? '', draft({ title: '三季度收支（更正）' }), '漏了一笔');
    await withdrawItem(county, second?.id ?? '', '重复发布');
    await build();
    expect(read(first?.id ?? '', '1', 'index.html')).toContain('这是旧版本');
    expect(read(first?.id ?? '', '2', 'index.html')).toContain('漏了一笔');
    expect(read(second?.id ?? '', '1', 'index.html')).toContain('重复发布');
    expect(read(codes.village, 'index.html')).not.toContain('另一件');
  });

  it('links what came before and after, answers by the word of the terminal, also those of another division', async () => {
    const { county, out, draft, publish, build, read } = await prepared();
    const [first] = await publish(draft({ title: '修路公告', approved: { by: '李四' } }));
    const id = first?.id ?? '';
    await build();
    expect(read(id, '1', 'index.html')).not.toContain(story.title);
    const [answer, result, gone] = await publish(
      draft({ title: '答复：<修路>公告', kind: 'question', follows: id }),
      draft({ title: '修路结果', kind: 'general', follows: id }),
      draft({ title: '误发的后续', follows: id }),
    );
    await eraseItem(county, gone?.id ?? '', '误发');
    await build();
    const page = read(id, '1', 'index.html');
    expect(page).toContain(`<h2>${story.title}</h2>`);
    expect(page).toMatch(
      new RegExp(
        `${story.kinds.question} · [-0-9]+</span><a href="../../${answer?.id}/">答复：&lt;修路&gt;公告<.*后面的一件 · [-0-9]+</span><a href="../../${result?.id}/">修路结果`,
      ),
    );
    expect(page).not.toContain('误发的后续');
    expect(page).toContain(`<dt>${proof.approved}</dt><dd>李四</dd>`);
    expect(read(result?.id ?? '', '1', 'index.html')).toMatch(
      new RegExp(`前面的一件 · [-0-9]+</span><a href="../../${id}/">修路公告`),
    );
    const fromElsewhere = draft({ title: '答复：别村问的', kind: 'question', follows: id });
    await publishItems(county, {
      division: codes.community,
      signer: 'county',
      items: [{ draft: { ...fromElsewhere, division: codes.community } }],
    });
    await buildSite(county, { out, division: codes.village });
    expect(read(id, '1', 'index.html')).toContain('答复：别村问的');
  });

  it('asks for opinions on an item only where one is open', async () => {
    const { draft, publish, build, read } = await prepared();
    const [item] = await publish(draft());
    await build();
    expect(read(item?.id ?? '', '1', 'index.html')).toContain('对这一件有意见');
    for (const place of [[], [codes.village]]) expect(read(...place, 'index.html')).not.toContain('对这一件');
  });

  it('what is erased is gone from the site with its files; only public files are there', async () => {
    const { county, out, draft, publish, build, read } = await prepared();
    const attachment = (access: 'all' | 'desk', bytes: Buffer) => ({
      bytes,
      sha256: sha256Hex(bytes),
      length: bytes.length,
      mediaType: 'image/jpeg',
      name: 'a.jpg',
      access,
    });
    const attachments = [attachment('all', picture), attachment('desk', Buffer.from('voucher'))];
    const [item] = await publish(draft({ attachments, body: '不该公开的号码' }));
    await build();
    expect(readdirSync(path.join(out, 'files'))).toEqual([`${sha256Hex(picture)}.jpg`]);
    await eraseItem(county, item?.id ?? '', '误含个人信息');
    await build();
    expect(readdirSync(path.join(out, 'files'))).toEqual([]);
    expect(read(item?.id ?? '', '1', 'index.html')).toContain('误含个人信息');
    const all = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { parentPath, name } of all)
      expect(readFileSync(path.join(parentPath, name), 'utf8'), name).not.toContain('不该公开的号码');
  });

  it('writes anew only what changed; the poster’s code leads to the division', async () => {
    const { draft, publish, build, read } = await prepared();
    await publish(draft(), draft({ title: '二' }));
    expect((await build()).pages).toBeGreaterThanOrEqual(2);
    const again = await build();
    expect(read('index.html')).toContain(`${codes.village}/`);
    await publish(draft({ title: '三' }));
    expect((await build()).pages).toBe(again.pages + 1);
    expect(read(codes.village, 'poster.html')).toContain(`${address}/${codes.village}/`);
    expect(read(codes.village, 'poster.html')).toContain('<svg');
  });
});
