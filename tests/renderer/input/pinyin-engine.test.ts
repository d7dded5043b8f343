import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { readLexicon } from '../../../main/pinyin/lexicon.ts';
import { Reader } from '../../../main/pinyin/readings.ts';
import { PinyinEngine } from '../../../renderer/input/pinyin/pinyin-engine.ts';

const file = path.resolve(import.meta.dirname, '../../../main/pinyin/data/lexicon.txt.gz');
const lexicon = readLexicon(gunzipSync(readFileSync(file)).toString());
const engine = new PinyinEngine(lexicon, new Reader(lexicon));
const texts = (letters: string, fuzzy = false) =>
  engine.candidates(letters, { fuzzy }).map(({ text }) => text);

describe('without words of a village', () => {
  beforeEach(() => engine.setLocalWords([]));

  test.each([
    ['chongqing', '重庆'],
    ['yinhang', '银行'],
    ['xiaozhang', '校长'],
    ['changjiang', '长江'],
    ['lvse', '绿色'],
    ['shenqing', '申请'],
    ['butie', '补贴'],
    ['nihao', '你好'],
    ['canjr', '残疾人'],
    ['cjren', '残疾人'],
    ['hezyl', '合作医疗'],
    ["xi'an", '西安'],
    ['shenqingbutie', '申请补贴'],
  ])('%s offers %s first', (letters, word) => {
    expect(texts(letters)[0]).toBe(word);
  });

  test.each([
    ['fangan', ['方案', '反感']],
    ['xian', ['先', '西安', '县']],
    ['zeng', ['增', '曾']],
    ['ceng', ['层', '曾']],
    ['shan', ['山', '单']],
    ['dan', ['但', '单']],
    ['qiu', ['求', '仇']],
    ['lue', ['略']],
    ['lve', ['略']],
    ['nv', ['女']],
    ['nyu', ['女']],
  ])('%s offers %j among others', (letters, words) => {
    expect(texts(letters)).toEqual(expect.arrayContaining(words));
  });

  test('what takes only some of the letters says how many', () => {
    const candidates = engine.candidates('dibaojz', { fuzzy: false });
    expect(candidates.find(({ text }) => text === '低保')?.letters).toBe(5);
    expect(candidates.find(({ text }) => text === '低')?.letters).toBe(2);
  });

  test('sounds that are alike count only where that is wanted', () => {
    expect(texts('zongguo')).not.toContain('中国');
    expect(texts('zongguo', true)[0]).toBe('中国');
    expect(texts('yinghang', true)).toContain('银行');
    expect(texts('lihao', true)).toContain('你好');
  });

  test('offers each text once, and bears anything that is typed', () => {
    for (const letters of ['shishishishishi', 'zzzzzzzzzzzzzzzz', "'''", 'iuv', 'a'.repeat(500), '1%中']) {
      const offered = texts(letters);
      expect(new Set(offered).size).toBe(offered.length);
    }
    expect(texts('')).toEqual([]);
  });
});

describe('with words and names of the village', () => {
  beforeEach(() =>
    engine.setLocalWords([
      { text: '低保救助', weight: 40 },
      { text: '单建平', weight: 2, name: true },
      { text: '尉迟恭', weight: 1, name: true },
      { text: '云溪村', weight: 90 },
      { text: '公示', weight: 12 },
      { text: 'A级路', weight: 3 },
    ]),
  );

  test.each([
    ['dibaojiuzhu', '低保救助'],
    ['dbjz', '低保救助'],
    ['dibaojz', '低保救助'],
    ['dibjz', '低保救助'],
    ['gongshi', '公示'],
    ['shanjianping', '单建平'],
    ['sjp', '单建平'],
    ['danjianping', '单建平'],
    ['yuchigong', '尉迟恭'],
    ['yxc', '云溪村'],
  ])('%s offers %s before all others', (letters, word) => {
    expect(engine.candidates(letters, { fuzzy: false })[0]).toEqual({
      text: word,
      letters: letters.length,
      local: true,
    });
  });

  test('a beginning offers them first', () => {
    expect(texts('dib')[0]).toBe('低保救助');
    expect(texts('di')).toContain('低保救助');
    expect(texts('yunx')[0]).toBe('云溪村');
  });

  test('a sentence is made with them', () => {
    expect(texts('wozaiyunxicunshenqingbutie')[0]).toBe('我在云溪村申请补贴');
  });
});
