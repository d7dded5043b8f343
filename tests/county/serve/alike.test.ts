/** What somebody on the line can see of personal look-ups (R2.4): over a real broker, of a real `serve`, by its usual rules. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import mqtt, { type MqttClient } from 'mqtt';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readPlainMaterial } from '../../../county/keys/key-file.ts';
import { readRecordsSecret } from '../../../county/keys/sealing-keys.ts';
import { PersonalStore } from '../../../county/personal/store.ts';
import type { CountyFolder } from '../../../county/repository/folder.ts';
import { perPerson, usualRules } from '../../../county/serve/patience.ts';
import { sealedFor } from '../../../main/contract/feedback.ts';
import { limits } from '../../../main/contract/limits.ts';
import { topics } from '../../../main/contract/mqtt.ts';
import { type SealedAnswer, sealedAnswer } from '../../../main/contract/sealed-question.ts';
import { generateSealingKeys, openSealed, seal } from '../../../main/trust/sealed.ts';
import { startMosquitto } from '../../fakes/mosquitto.ts';
import { startCounty } from '../cli/run-county.ts';
import { codes, temporaryCounty } from '../fixture/temporary-county.ts';

/** People of each kind; each is asked for once, at a terminal of its own. */
const people = 30;
type Person = { name: string; idNumber: string };
const numbered = (start: number) => (place: number) => `9900011980010${start + place}`.padEnd(18, '0');
const person = (kind: string, start: number) => (place: number) => ({
  // Names of one to four characters: their length must not show either.
  name: `${kind}${'林'.repeat(place % 4)}${place}`,
  idNumber: numbered(start)(place),
});
const all = (make: (place: number) => Person) => Array.from({ length: people }, (_, place) => make(place));
const onRecord = { one: all(person('一', 100)), many: all(person('多', 200)) };
const asked: Record<string, Person[]> = {
  ...onRecord,
  wrongName: onRecord.one.map(({ idNumber }, place) => ({ name: `别人${place}`, idNumber })),
  wrongNumber: onRecord.many.map(({ name }, place) => ({ name, idNumber: numbered(300)(place) })),
  nobody: all(person('无', 400)),
};

function takeRecords(folder: CountyFolder): void {
  const store = PersonalStore.open(folder, readRecordsSecret(folder));
  const record = (fen: number, note: string) => ({ programme: '补贴', period: '2026', fen, note });
  const rows = [
    ...onRecord.one.map((each) => ({ ...each, record: record(100, '') })),
    ...onRecord.many.flatMap((each) =>
      Array.from({ length: limits.personalRecords + 5 }, (_, fen) => ({
        ...each,
        record: record(fen, '补'.repeat(200)),
      })),
    ),
  ];
  store.take({ programme: '补贴', period: '2026', takenAt: 1 }, rows, false);
  store.close();
}

function countyKey(folder: CountyFolder): { keyId: string; publicKey: Buffer } {
  const place = path.join(folder.keys, 'sealing');
  const file = readdirSync(place).find((name) => name.startsWith('personal-')) ?? '';
  const { keyId, publicHex } = readPlainMaterial(readFileSync(path.join(place, file)), file);
  return { keyId, publicKey: Buffer.from(publicHex, 'hex') };
}

/** A line to the broker, and the bytes and milliseconds that each question on it takes. */
async function lineTo(url: string, key: { keyId: string; publicKey: Buffer }) {
  const client: MqttClient = await mqtt.connectAsync(url);
  onTestFinished(async () => client.endAsync(true));
  const waiting = new Map<string, (came: { at: number; payload: Buffer }) => void>();
  client.on('message', (_topic, payload) => {
    const at = performance.now();
    const { id } = JSON.parse(payload.subarray(0, payload.indexOf(10)).toString());
    waiting.get(id)?.({ at, payload });
  });
  await client.subscribeAsync(topics.response(codes.county, '+'));
  return async (terminal: string, { name, idNumber }: Person) => {
    const own = await generateSealingKeys();
    const answerKey = own.publicKey.toString('base64url');
    const text = Buffer.from(JSON.stringify({ type: 'personal', name, idNumber, answerKey }));
    const sealed = await seal(key.publicKey, sealedFor.question, text, limits.sealedQuestionBytes);
    const id = randomBytes(16).toString('base64url');
    const question = sealed.toString('base64url');
    const request = JSON.stringify({ id, kind: 'sealed', key: key.keyId, question });
    const coming = new Promise<{ at: number; payload: Buffer }>((resolve) => waiting.set(id, resolve));
    const asked = performance.now();
    client.publish(topics.request(codes.county, terminal), request);
    const { at, payload } = await coming;
    const bytes = payload.subarray(payload.indexOf(10) + 1);
    const plain = await openSealed(own.privateKey, sealedFor.answer, bytes);
    const answer: SealedAnswer = sealedAnswer.parse(JSON.parse(plain.toString()));
    return { took: at - asked, sent: request.length, came: payload.length, answer };
  };
}

/** Mann–Whitney: by how many standard deviations the ranks of `some` among both are off what chance gives. */
function rankDistance(some: readonly number[], others: readonly number[]): number {
  const larger = some.flatMap((one) => others.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)));
  const [count, rest] = [some.length, others.length];
  const sum = larger.reduce<number>((total, each) => total + each, 0);
  return Math.abs(sum - (count * rest) / 2) / Math.sqrt((count * rest * (count + rest + 1)) / 12);
}
/** Once in some 15,000 runs chance alone goes beyond it. */
const chance = 4;

async function served() {
  const { county, dir } = await temporaryCounty();
  const broker = await startMosquitto();
  onTestFinished(() => broker.stop());
  const serve = async () => {
    const child = startCounty(['serve', '--dir', dir, '--broker', broker.url], {});
    await new Promise<void>((resolve) => {
      child.stderr?.on('data', (line: Buffer) => {
        if (line.includes('"connected"')) resolve();
      });
    });
    return child;
  };
  return { folder: county.folder, serve, broker };
}

describe('personal look-ups on the line', () => {
  it('have one size and no telling time, whoever is asked for', async () => {
    const { folder, serve, broker } = await served();
    takeRecords(folder);
    await serve();
    const ask = await lineTo(broker.url, countyKey(folder));
    await ask('first', { name: '谁', idNumber: numbered(500)(0) });
    const samples: { kind: string; took: number; sent: number; came: number; answer: SealedAnswer }[] = [];
    const kinds = Object.keys(asked);
    await Promise.all(
      Array.from({ length: people }, async (_, place) => {
        await pause(place * 17);
        for (let turn = 0; turn < kinds.length; turn++) {
          const kind = kinds[(turn + place) % kinds.length] ?? '';
          const each = asked[kind]?.[place];
          if (each) samples.push({ kind, ...(await ask(`hall-${place}`, each)) });
        }
      }),
    );
    const nothing = { type: 'personal', records: [], more: false };
    const of = (kind: string) => samples.filter((sample) => sample.kind === kind);
    for (const kind of ['wrongName', 'wrongNumber', 'nobody'])
      for (const { answer } of of(kind)) expect(answer).toEqual(nothing);
    for (const { answer } of of('many')) expect(answer).toMatchObject({ type: 'personal', more: true });
    expect(new Set(samples.map(({ sent }) => sent)).size).toBe(1);
    expect(new Set(samples.map(({ came }) => came)).size).toBe(1);
    const times = (kind: string) => of(kind).map(({ took }) => took);
    const usual = times('nobody');
    for (const kind of kinds) {
      // However fast it was found.
      expect(Math.min(...times(kind)), kind).toBeGreaterThanOrEqual(usualRules.slot);
      expect(rankDistance(times(kind), usual), kind).toBeLessThan(chance);
    }
    expect(
      rankDistance(
        usual.map((took) => took + usualRules.slot),
        usual,
      ),
    ).toBeGreaterThan(chance);
  });

  it('wait longer after misses, a restart of `serve` notwithstanding', async () => {
    const { folder, serve, broker } = await served();
    const ask = await lineTo(broker.url, countyKey(folder));
    const first = await serve();
    const tried = { name: '林小满', idNumber: numbered(100)(0) };
    const tries = Array.from({ length: perPerson.free + 1 }, (_, place) => ask(`hall-${place}`, tried));
    for (const { answer } of await Promise.all(tries)) expect(answer.type).toBe('personal');
    const gone = new Promise((resolve) => first.once('exit', resolve));
    first.kill('SIGKILL');
    await gone;
    await serve();
    const [again, other] = await Promise.all([
      ask('hall-9', tried),
      ask('hall-9', { ...tried, name: '别人' }),
    ]);
    expect(again.answer).toMatchObject({ type: 'later' });
    expect(other.answer).toMatchObject({ type: 'personal' });
  });
});
