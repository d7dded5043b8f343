/** What a kiosk without a usable configuration shows, and when it stops to. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Shell, ShellOrder } from '../../../main/launch/shell-order.ts';
import { problemPage, waitForConfig } from '../../../main/start/unconfigured.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-unconfigured-'));
  file = path.join(folder, 'kiosk.yaml');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const good = `terminal: hall-1
village: "990001001001"
county: "990001000000"
names: { village: 云溪村, township: 柳桥镇, county: 越州县 }
folder: repository
trustedRoot: e30=
`;

/** A shell that keeps what it was told to show. */
function shellRig() {
  const ended = Promise.withResolvers<Awaited<Shell['ended']>>();
  const orders: ShellOrder[] = [];
  const stop = vi.fn(async () => {});
  const shell = {
    ended: ended.promise,
    followCore: () => {},
    renew: () => {},
    kill: () => {},
    stop,
  };
  const startShell = (order: ShellOrder): Shell => {
    orders.push(order);
    return shell;
  };
  return { orders, stop, startShell, end: () => ended.resolve({ closed: false, how: 'a test' }) };
}

async function shown(order: ShellOrder | undefined): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${order?.core?.port}/terminal/`);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  return answer.text();
}

describe('the page', () => {
  it('says where the file goes, with what is in the name taken as text', () => {
    const page = problemPage('/etc/<b>&"/kiosk.yaml', [], false);
    expect(page).toContain('这台终端还没有配置');
    expect(page).toContain('/etc/&lt;b&gt;&amp;&quot;/kiosk.yaml');
  });

  it('says each mistake with its line and its remedy', () => {
    const problem = { file, line: 7, field: 'village', message: '代码不对', remedy: '请写12位' };
    const page = problemPage(file, [problem], true);
    expect(page).toContain('配置文件有错误');
    expect(page).toContain('第 7 行 village　代码不对；请写12位');
  });
});

describe('waiting for the file', () => {
  const wait = (rig: ReturnType<typeof shellRig>, stopping = new AbortController()) =>
    waitForConfig({ file, isThere: () => false, startShell: rig.startShell, signal: stopping.signal });

  it('shows the page until the file is right', async () => {
    const rig = shellRig();
    const waiting = wait(rig);
    await expect.poll(() => rig.orders.length).toBe(1);
    expect(await shown(rig.orders[0])).toContain(file);
    writeFileSync(file, good);
    expect(await waiting).toBe(true);
    expect(rig.stop).toHaveBeenCalledOnce();
    await expect(shown(rig.orders[0])).rejects.toThrow();
  });

  it('ends with its window, and when it is stopped', async () => {
    const closed = shellRig();
    const first = wait(closed);
    await expect.poll(() => closed.orders.length).toBe(1);
    closed.end();
    expect(await first).toBe(false);
    const stopping = new AbortController();
    const second = wait(shellRig(), stopping);
    stopping.abort();
    expect(await second).toBe(false);
  });
});
