/** What a villager hands in, at a real kiosk whose core dies, and whose outbox is long (R2.5; quality.md, fault table). */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requirement } from '../../build/requirements.ts';
import { caseIds } from '../../county/inbox/cases.ts';
import { Origin } from '../../county/open-county.ts';
import { receiptOf } from '../../county/serve/answers.ts';
import { openForWriting } from '../../db/open.ts';
import type { FeedbackDraft, FeedbackView } from '../../main/contract/feedback.ts';
import { topics } from '../../main/contract/mqtt.ts';
import { nameOf } from '../../main/feedback/submission.ts';
import { type Mosquitto, startMosquitto } from '../fakes/mosquitto.ts';
import { newSubmission } from '../fakes/villager.ts';
import type { CoreClient } from './core-client.ts';
import { type RunningKiosk, startKiosk } from './running-kiosk.ts';
import { makeSmallCounty, type SmallCounty } from './small-county.ts';

const isThere = requirement('mosquitto').available && requirement('strace').available;
/** Whether this user may look into processes that it did not start itself (ptrace(2), "ptrace_scope"). */
function mayAttach(): boolean {
  const scope = '/proc/sys/kernel/yama/ptrace_scope';
  return process.getuid?.() === 0 || !existsSync(scope) || readFileSync(scope, 'utf8').trim() === '0';
}

const soon = { timeout: 60_000, interval: 100 };
const county = '990001000000';
const terminal = 'hall-1';
const many = 3_000;
/** Of main/sync/outgoing.ts. */
const atOnce = 50;

const draftOf = (text: string): FeedbackDraft => ({
  submission: newSubmission(),
  kind: 'question',
  text,
  answer: 'private',
});

/** As many messages as after months without a line; what is sealed in them does not matter here. */
function fillOutbox(data: string): void {
  mkdirSync(data, { recursive: true });
  const { database } = openForWriting(data, 'records');
  const insert = database.prepare(
    "INSERT INTO outbox (id, kind, payload, created_at) VALUES (?, 'feedback', ?, 1)",
  );
  const sealed = 'A'.repeat(3_500);
  database.transaction(() => {
    for (let number = 0; number < many; number++) {
      const id = randomBytes(16).toString('base64url');
      insert.run(id, Buffer.from(JSON.stringify({ id, terminal, content: sealed })));
    }
  })();
  database.close();
}

/** A county that hears and keeps silent until it is told to answer; it does not tell one that it has heard before from a new one. */
async function listen(url: string) {
  const client = await mqtt.connectAsync(url);
  const heard: string[] = [];
  let answers = false;
  const answer = (id: string) => client.publish(topics.response(county, terminal), receiptOf(id));
  client.on('message', (_topic, payload) => {
    const { id } = JSON.parse(payload.toString()) as { id: string };
    heard.push(id);
    if (answers) answer(id);
  });
  await client.subscribeAsync(topics.feedback(county, terminal), { qos: 1 });
  return {
    heard,
    answerNow: () => {
      answers = true;
      for (const id of heard) answer(id);
    },
    stop: () => client.endAsync(),
  };
}

/** Attaches to a running process and resolves once it does. */
async function attach(pid: number | null, ...options: string[]): Promise<ChildProcess> {
  const child = spawn('strace', ['-f', ...options, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const bytes of child.stderr) if (String(bytes).includes('attached')) break;
  return child;
}

describe.skipIf(!(isThere && mayAttach()))('what a villager hands in', () => {
  let broker: Mosquitto;
  let small: SmallCounty;
  let origin: Origin | undefined;
  let kiosk: RunningKiosk;
  let client: CoreClient;
  let data: string;

  beforeAll(async () => {
    broker = await startMosquitto();
    small = await makeSmallCounty(broker.url);
    data = path.join(small.folder, 'kiosk');
  });

  afterAll(async () => {
    await kiosk?.stop();
    await origin?.stop();
    await broker?.stop();
    small?.remove();
  });

  it('and what waits in thousands goes out some at a time, once each, while pages are served', async () => {
    fillOutbox(data);
    const silent = await listen(broker.url);
    kiosk = await startKiosk({ config: small.config, data });
    client = kiosk.client;
    const different = () => new Set(silent.heard).size;
    await expect.poll(different, soon).toBe(atOnce);
    let served = 0;
    for (; served < 20; served++) await client.freshness();
    expect(different()).toBe(atOnce);
    silent.answerNow();
    for (served = 0; different() < many; served++) await client.freshness();
    expect(served).toBeGreaterThan(20);
    await silent.stop();
    expect(silent.heard.length).toBeLessThan(1.2 * many);
  });

  it('is synced to the disk before the page is told', async () => {
    origin = new Origin({ dir: small.county.folder.dir, broker: { url: broker.url } });
    await origin.start();
    const slip = '120000000006';
    await expect.poll(async () => (await client.followSlip({ slip })).type, soon).toBe('slip');
    const trace = path.join(small.folder, 'trace');
    const calls = 'trace=write,writev,sendto,sendmsg,pwrite64,pwritev,fsync,fdatasync';
    const { corePid } = kiosk.ready;
    const tracing = await attach(corePid, '-ff', '-y', '-s', '5000', '-o', trace, '-e', calls);
    const form = draftOf('路灯什么时候修');
    const outcome = await client.submitFeedback(form);
    tracing.kill('SIGINT');
    await once(tracing, 'exit');
    const { id, slip: given } = nameOf(form);
    expect(outcome).toMatchObject({ outcome: 'submitted', slip: given });
    const lines = readFileSync(`${trace}.${corePid}`, 'utf8').split('\n');
    const isOfLog = (line: string) => line.includes('records.db-wal>');
    const answered = lines.findIndex((line) => /^(write|send)/.test(line) && line.includes(given));
    const before = lines.slice(0, answered);
    const written = before.findLastIndex(
      (line) => line.startsWith('pwrite') && isOfLog(line) && line.includes(id),
    );
    const synced = before.findLastIndex((line) => /^f(data)?sync\(.* = 0$/.test(line) && isOfLog(line));
    expect(answered).toBeGreaterThan(0);
    expect(written).toBeGreaterThanOrEqual(0);
    expect(synced).toBeGreaterThan(written);
  });

  it('is one message with one slip number when the core dies between its write and its answer, and the page asks again', async () => {
    const kill = ['-e', 'trace=fsync,fdatasync', '-e', 'inject=fsync,fdatasync:signal=KILL:when=1'];
    const tracing = await attach(
      kiosk.ready.corePid,
      '-o',
      '/dev/null',
      '-P',
      path.join(data, 'records.db-wal'),
      ...kill,
    );
    const form = draftOf('水渠什么时候通');
    await expect(client.submitFeedback(form)).rejects.toThrow();
    const died = Date.now();
    if (tracing.exitCode === null && tracing.signalCode === null) await once(tracing, 'exit');
    let outcome: FeedbackView | undefined;
    const again = async () => {
      outcome = await client.submitFeedback(form).catch(() => undefined);
      return outcome?.outcome;
    };
    await expect.poll(again, soon).toBe('submitted');
    const { id, slip } = nameOf(form);
    expect(outcome).toMatchObject({ slip });
    // It was kept by the core that died, and not by the one that answered.
    expect(outcome?.outcome === 'submitted' && outcome.at).toBeLessThan(died);
    const { folder } = small.county;
    await expect.poll(() => caseIds(folder).includes(id), soon).toBe(true);
    expect(caseIds(folder)).toHaveLength(2);
    const followed = async () => {
      const found = await client.followSlip({ slip });
      return found.type === 'slip' ? found.status.state : found.type;
    };
    await expect.poll(followed, soon).toBe('received');
  });
});
