/** What pages decide without a browser. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { legibleAccent } from '../../main/contract/accent.ts';
import { placeCells } from '../../main/contract/table-cells.ts';
import {
  barLabel,
  dayLabel,
  daysLeftLabel,
  listDate,
  opinionLabel,
  periodLabel,
  publicityLabel,
  todayLabel,
  totals,
} from '../../main/text/common.ts';
import { takeToken } from '../../renderer/shared/client.ts';
import { phrasesOf } from '../../renderer/shared/phrased.tsx';
import { backOff } from '../../renderer/shared/reconnect.ts';
import { secondsLeft } from '../../renderer/terminal/idle.ts';
import { atHome, current, move, type Navigation, type Route } from '../../renderer/terminal/navigation.ts';
import { publicityFirst } from '../../renderer/terminal/publicity-order.ts';
import { orderFinds } from '../../renderer/terminal/search/offered-words.ts';
import { simple } from './board/board-items.ts';

const somePlace = {
  village: '990101001001',
  villageName: '云溪村',
  townshipName: '柳桥镇',
  countyName: '越州市',
  links: [],
  idle: { afterSeconds: 90, personalSeconds: 60, warningSeconds: 20 },
  demo: true,
};

describe('words', () => {
  it('says periods and days as people do', () => {
    expect(periodLabel('2026Q3')).toBe('2026年第三季度');
    expect(periodLabel('2026-07')).toBe('2026年7月');
    expect(periodLabel('2008-07/2010-12')).toBe('2008年7月至2010年12月');
    expect(dayLabel('2026-10-08T10:00', 2026)).toBe('10月8日10:00');
    expect(daysLeftLabel(1)).toBe('今天是最后一天');
    expect(daysLeftLabel(3)).toBe('还有 3 天');
    expect(barLabel('2026Q1', '2025Q4')).toBe('1季\n26年');
    expect(barLabel('2026Q2', '2026Q1')).toBe('2季');
  });

  it('says a publicity period as the source did', () => {
    const period = { from: '2026-11-17', to: '2026-11-21', days: 5, workdays: true, atLeast: true };
    expect(publicityLabel(period, 2026)).toBe('11月17日至11月21日（不少于5个工作日）');
    expect(publicityLabel({ longTerm: true }, 2026)).toBe('长期公开');
  });

  it('names whoever hears objections: the village’s committee, or the authority that published', () => {
    const place = { ...somePlace, kind: 'village' as const };
    expect(opinionLabel('village', place)).toBe('有意见找村委会');
    expect(opinionLabel('village', { ...place, kind: 'community' })).toBe('有意见找居委会');
    expect(opinionLabel('township', place)).toBe('有意见找柳桥镇');
    expect(opinionLabel('county', place)).toBe('有意见找越州市');
  });

  it('tells time in Shanghai, whatever the host', () => {
    const lateEvening = Date.UTC(2026, 10, 20, 16, 5);
    expect(todayLabel(lateEvening)).toBe('11月21日 星期六');
    expect(listDate(lateEvening, lateEvening)).toBe('11-21');
    expect(listDate(Date.UTC(2025, 11, 31, 16), lateEvening)).toBe('01-01');
  });

  it('says what a total is off by in the unit of its column', () => {
    expect(totals.rounding(10_000, '万元')).toBe('与合计相差 0.01 万元（四舍五入）');
    expect(totals.differs(-1, '元')).toBe('与合计相差 0.01 元');
  });
});

describe('words offered for search', () => {
  it('leaves out what nothing is found for, and puts the most and the newest first', () => {
    const find = (word: string, hits: number, more: boolean, newest: number) => ({
      word,
      hits,
      more,
      newest,
    });
    expect(
      orderFinds([
        find('鱼塘', 1, false, 5),
        find('五保', 0, false, 0),
        find('选举', 1, false, 9),
        find('修路', 20, false, 1),
        find('低保', 20, true, 2),
      ]),
    ).toEqual(['低保', '修路', '选举', '鱼塘']);
  });
});

describe('what the home screen shows of many publicity items', () => {
  const day = 86_400_000;
  const now = Date.UTC(2026, 10, 21, 1, 24);
  const card = (title: string, daysLeft: number, daysAgo: number) => ({
    ...simple(1, title).card,
    id: title,
    title,
    daysLeft,
    publishedAt: now - daysAgo * day,
  });
  const cards = [
    ...['甲', '乙', '丙', '丁', '戊'].map((title, index) => card(title, index + 1, 9)),
    card('今天的', 30, 0),
  ];

  it('has what ends soonest and what was published today, also where only two are shown', () => {
    const titles = publicityFirst(cards, 4, now).map(({ title }) => title);
    expect(titles).toEqual(['甲', '今天的', '乙', '丙']);
  });

  it('shows all where there are few, each once', () => {
    expect(publicityFirst(cards.slice(3), 4, now).map(({ title }) => title)).toEqual(['丁', '今天的', '戊']);
    expect(publicityFirst([], 4, now)).toEqual([]);
  });
});

describe('the way back', () => {
  const go = (navigation: Navigation, route: Route) => move(navigation, { type: 'go', route });

  it('leads back step by step and never out', () => {
    const item: Route = { screen: 'item', id: 'x' };
    const there = go(go(atHome, { screen: 'recent' }), item);
    expect(current(there).route).toEqual(item);
    const back = move(move(move(there, { type: 'back' }), { type: 'back' }), { type: 'back' });
    expect(current(back).route).toEqual({ screen: 'home' });
  });

  it('forgets the oldest steps but never home', () => {
    let navigation = atHome;
    for (let step = 0; step < 100; step += 1)
      navigation = go(navigation, { screen: 'item', id: String(step) });
    expect(navigation.stack.length).toBeLessThanOrEqual(40);
    expect(navigation.stack[0]?.route).toEqual({ screen: 'home' });
    expect(current(navigation).route).toEqual({ screen: 'item', id: '99' });
  });

  it('opens what was drawn while the finger lay on the way there, and nothing else', () => {
    const recent: Route = { screen: 'recent' };
    const ahead = move(atHome, { type: 'ahead', route: recent });
    expect(current(ahead)).toBe(current(atHome));
    expect(current(go(ahead, recent))).toBe(ahead.ahead);
    expect(current(go(ahead, { screen: 'publicity' }))).not.toBe(ahead.ahead);
    expect(move(ahead, { type: 'drop' }).ahead).toBeUndefined();
    expect(current(go(move(ahead, { type: 'drop' }), recent))).not.toBe(ahead.ahead);
    const there = go(atHome, recent);
    const back = move(there, { type: 'aheadBack' });
    expect(back.ahead).toBe(current(move(back, { type: 'back' })));
    // What is a person's own, or does something by being opened, is opened by nothing but a touch.
    expect(move(atHome, { type: 'ahead', route: { screen: 'subsidies' } }).ahead).toBeUndefined();
    const own = go(go(atHome, { screen: 'subsidies' }), recent);
    expect(move(own, { type: 'aheadBack' }).ahead).toBeUndefined();
  });

  it('keeps changed filters out of the way back', () => {
    const module = (year: number): Route => ({ screen: 'module', module: 'finance', filter: { year } });
    const changed = move(go(atHome, module(2025)), { type: 'change', route: module(2026) });
    expect(current(changed).route).toEqual(module(2026));
    expect(current(move(changed, { type: 'back' })).route).toEqual({ screen: 'home' });
  });
});

describe('idle', () => {
  it('warns after the silence and counts down to nothing', () => {
    const limits = { afterSeconds: 90, warningSeconds: 20 };
    expect(secondsLeft(89.9, limits)).toBeUndefined();
    expect(secondsLeft(90, limits)).toBe(20);
    expect(secondsLeft(109.5, limits)).toBe(1);
    expect(secondsLeft(200, limits)).toBe(0);
  });
});

describe('asking again', () => {
  it('waits longer each time, up to a limit, never at once and never in step', () => {
    expect(backOff(0, 0)).toBe(125);
    expect(backOff(3, 1)).toBe(1_000);
    expect(backOff(50, 1)).toBe(1_000);
    expect(backOff(50, 0)).toBe(500);
  });
});

describe('the token', () => {
  const storage = () => {
    const kept = new Map<string, string>();
    return {
      setItem: (key: string, value: string) => kept.set(key, value),
      getItem: (key: string) => kept.get(key) ?? null,
    };
  };
  const at = (hash: string) => ({ hash, pathname: '/terminal/', search: '' });

  it('moves from the address to the session and is found there again', () => {
    const shown: string[] = [];
    const history = { replaceState: (_state: unknown, _title: string, url: string) => shown.push(url) };
    const session = storage();
    const take = (hash: string) =>
      takeToken(at(hash) as Location, session as unknown as Storage, history as unknown as History);
    expect(take('#token=abc')).toBe('abc');
    expect(shown).toEqual(['/terminal/']);
    expect(take('')).toBe('abc');
  });

  it('is not needed where the shell adds it', () => {
    const history = { replaceState: () => undefined } as unknown as History;
    expect(takeToken(at('') as Location, storage() as unknown as Storage, history)).toBeUndefined();
  });
});

describe('a table’s spans', () => {
  it('finds each cell its column under cells that span', () => {
    const rows = [
      [
        { text: '项目', rowSpan: 2 },
        { text: '金额', columnSpan: 2 },
      ],
      [{ text: '本季' }, { text: '累计' }],
      [{ text: 'a' }, { text: 'b' }, { text: 'c' }],
    ];
    const columns = placeCells(rows, 3).map(({ cells }) => cells.map(({ column }) => column));
    expect(columns).toEqual([
      [0, 1],
      [1, 2],
      [0, 1, 2],
    ]);
  });
});

describe('the village’s colour', () => {
  it('is used only where it can be read', () => {
    expect(legibleAccent('#b3261e')).toBe(true);
    expect(legibleAccent('#f4c430')).toBe(false);
    expect(legibleAccent('red; background: url(x)')).toBe(false);
  });
});

describe('a headline', () => {
  it('breaks between words alone, and leaves figures with what they count', () => {
    const title = '文化礼堂改造工程10月8日开工，工期60天（共6户）';
    const phrases = phrasesOf(title);
    expect(phrases.join('')).toBe(title);
    expect(phrases.filter((phrase) => /开$|^工(?!程|期)|\d$|^[，（）]|（$/.test(phrase))).toEqual([]);
    expect(phrases.length).toBeGreaterThan(4);
    const amounts = phrasesOf('三季度村集体花了 29.4 万元，还剩 41.1 万元');
    expect(amounts.filter((phrase) => /\d 万元/.test(phrase))).toHaveLength(2);
  });
});

describe('the fallback font', () => {
  it('covers rare characters of names and places', () => {
    const css = readFileSync(
      path.resolve(import.meta.dirname, '../../renderer/shared/fonts/rare.css'),
      'utf8',
    );
    const ranges = [...css.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/g)].map(([, from = '', to]) => [
      Number.parseInt(from, 16),
      Number.parseInt(to ?? from, 16),
    ]);
    for (const character of '䶮㙍𠮷') {
      const point = character.codePointAt(0) ?? 0;
      expect(
        ranges.some(([from = 0, to = 0]) => from <= point && point <= to),
        character,
      ).toBe(true);
    }
  });
});
