import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requirement } from '../../../build/requirements.ts';
import { findSpeaker, Speech } from '../../../main/speech/speech.ts';

const speaker = findSpeaker({ path: process.env.PATH, platform: process.platform });

/** Greatest sample of a 16-bit mono WAV file, and how long it sounds, seconds. */
function heard(wav: Uint8Array) {
  const bytes = Buffer.from(wav);
  const rate = bytes.readUInt32LE(24);
  const samples = bytes.readUInt32LE(40) / 2;
  let loudest = 0;
  for (let place = 0; place < samples; place++)
    loudest = Math.max(loudest, Math.abs(bytes.readInt16LE(44 + place * 2)));
  return { loudest, seconds: samples / rate, declared: bytes.readUInt32LE(4) + 8, length: bytes.length };
}

describe.skipIf(!requirement('espeak').available)('speech', () => {
  it('says a sentence: a whole WAV file, not silent, slower for elders', async () => {
    const speech = new Speech(speaker);
    expect(speech.available).toBe(true);
    const usual = heard(await speech.say('第三季度收入38,400.00元。', 'usual'));
    const slow = heard(await speech.say('第三季度收入38,400.00元。', 'slow'));
    expect(usual.loudest).toBeGreaterThan(3_000);
    expect(usual.declared).toBe(usual.length);
    expect(usual.seconds).toBeGreaterThan(1);
    expect(slow.seconds).toBeGreaterThan(usual.seconds * 1.1);
  });

  it('reads as calmly as a person does, and slower for who wants it: Mandarin, not spelled pinyin', async () => {
    const speech = new Speech(speaker);
    const text = '主要是机耕路硬化工程按合同付了第二笔进度款，村务监督委员会已经审核。';
    const perMinute = async (pace: 'usual' | 'slow') =>
      (text.length * 60) / heard(await speech.say(text, pace)).seconds;
    const usual = await perMinute('usual');
    expect(usual).toBeGreaterThan(200);
    expect(usual).toBeLessThan(270);
    const slow = await perMinute('slow');
    expect(slow).toBeGreaterThan(140);
    expect(slow).toBeLessThan(190);
  });

  it('an amount is read whole: it takes longer than its digits’ signs would', async () => {
    const speech = new Speech(speaker);
    const amount = heard(await speech.say('38,400.00元', 'usual'));
    const words = heard(await speech.say('三万八千四百元', 'usual'));
    expect(amount.seconds).toBeCloseTo(words.seconds, 1);
  });

  it('too long a text and too many at once are refused; nobody listening ends it', async () => {
    const speech = new Speech(speaker);
    await expect(speech.say('字'.repeat(1_000), 'usual')).rejects.toMatchObject({ kind: 'limit' });
    const many = Array.from({ length: 5 }, () =>
      speech.say('慢慢说，一句一句地说，说到大家都听清楚。', 'slow'),
    );
    const kinds = (await Promise.allSettled(many)).map((each) =>
      each.status === 'fulfilled' ? 'said' : each.reason.kind,
    );
    expect(kinds.filter((kind) => kind === 'said').length).toBeGreaterThanOrEqual(3);
    expect(kinds).toContain('locked');
    const gone = new AbortController();
    const aborted = speech.say('没有人听了', 'usual', gone.signal);
    gone.abort();
    await expect(aborted).rejects.toMatchObject({ kind: 'aborted' });
  });
});

describe('a machine without the program, or with one that misbehaves', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'sanwu-speech-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const misbehaving = (script: string) => {
    const file = path.join(folder, 'espeak-ng');
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return new Speech(findSpeaker({ path: folder, platform: 'linux' }));
  };

  it('is not available', async () => {
    const speech = new Speech(findSpeaker({ path: folder, platform: 'linux' }));
    expect(speech.available).toBe(false);
    await expect(speech.say('好', 'usual')).rejects.toMatchObject({ kind: 'missing-file' });
  });

  it('fails, says nothing, or babbles: an error each time, nothing hangs', async () => {
    await expect(misbehaving('exit 3').say('好', 'usual')).rejects.toMatchObject({ kind: 'broken-file' });
    await expect(misbehaving('exit 0').say('好', 'usual')).rejects.toMatchObject({ kind: 'broken-file' });
    await expect(misbehaving('exec yes').say('好', 'usual')).rejects.toMatchObject({ kind: 'broken-file' });
  });
});
