/** What pages decide without a browser. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  barLabel,
  dayLabel,
  daysLeftLabel,
  listDate,
  periodLabel,
  publicityLabel,
  todayLabel,
  totals,
} from '../../main/text/common.ts';
import { legibleAccent } from '../../renderer/shared/accent.ts';
import { takeToken } from '../../renderer/shared/client.ts';
import { backOff } from '../../renderer/shared/reconnect.ts';
import { placeCells } from '../../renderer/shared/table.tsx';
import { secondsLeft } from '../../renderer/terminal/idle.ts';
import { atHome, current, move, type Navigation, type Route } from '../../renderer/terminal/navigation.ts';
import { villageWords } from '../../renderer/terminal/village-words.ts';

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

describe('the village’s own words', () => {
  it('puts the frequent first and leaves out numbers and generalities', () => {
    const titles = [
      '第三季度低保发放',
      '低保救助公示',
      '道路维修合同',
      '低保名单',
      '道路养护',
      '第三季度公示',
    ];
    const words = villageWords(titles, ['公示', '季度']);
    expect(words[0]).toBe('低保');
    expect(words).toContain('道路');
    expect(words).not.toContain('公示');
    expect(words.some((word) => word.startsWith('第'))).toBe(false);
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
    expect(backOff(3, 1)).toBe(2_000);
    expect(backOff(50, 1)).toBe(5_000);
    expect(backOff(50, 0)).toBe(2_500);
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
