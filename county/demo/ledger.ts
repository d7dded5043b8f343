/** A village's money month by month since 2018: every entry, every balance. All statements are sums of these entries. */
import { dayIn, type Month } from './calendar.ts';
import {
  communityIncome,
  communitySpending,
  type Rule,
  villageIncome,
  villageSpending,
} from './ledger-rules.ts';
import { officialsOn, type Place } from './places.ts';
import { projects } from './projects-data.ts';
import { type Random, randomOf } from './random.ts';

export type Entry = {
  day: string;
  /** 分; never negative. */
  fen: number;
  direction: 'in' | 'out';
  account: string;
  memo: string;
  /** Kind of receipt that proves it. */
  receipt: 'invoice' | 'wages' | 'bank' | 'receipt';
};

export type LedgerMonth = Month & { opening: number; entries: Entry[]; closing: number };

const openings: Record<string, number> = {
  '990001001001': 31_248_056,
  '990001001002': 12_806_340,
  '990001001003': 8_415_072,
  '990001002001': 9_774_518,
};

function amountOf(random: Random, least: number, most: number, receipt: Entry['receipt']): number {
  const whole = random.integer(least, most);
  if (receipt === 'wages') return Math.round(whole / 10) * 1000;
  return whole * 100 + (random.chance(0.6) ? random.integer(0, 99) : 0);
}

function ruleEntries(place: Place, month: Month, rules: readonly Rule[]): Entry[] {
  const share = place.full ? 1 : place.kind === 'community' ? 0.9 : 0.42;
  return rules
    .filter(({ months }) => months.includes(month.month))
    .map((each): Entry => {
      const random = randomOf(`${place.code}/ledger/${month.period}/${each.account}`);
      const growth = 1 + (month.year - 2018) * 0.025;
      const least = each.least * share * growth;
      const fen = amountOf(random, Math.round(least), Math.round(each.most * share * growth), each.receipt);
      const day = dayIn(month.year, month.month, Math.min(28, Math.max(1, each.day + random.integer(-2, 2))));
      return {
        day,
        fen,
        direction: each.direction,
        account: each.account,
        memo: random.pick(each.memos),
        receipt: each.receipt,
      };
    })
    .filter(({ account }) => account !== '老年食堂补助' || month.period >= '2024-07');
}

function projectEntries(place: Place, month: Month): Entry[] {
  if (!place.full) return [];
  return projects.flatMap((project) => {
    const paid = project.payments.map(
      ({ day, fen }, index): Entry => ({
        day,
        fen,
        direction: 'out',
        account: '工程款',
        memo: `${project.name}第${index + 1}次付款`,
        receipt: 'invoice',
      }),
    );
    const { grant } = project;
    const got: Entry = {
      day: grant.day,
      fen: grant.fen,
      direction: 'in',
      account: '项目补助资金',
      memo: `${project.name}：${grant.from}`,
      receipt: 'bank',
    };
    return [got, ...paid].filter(({ day }) => day.startsWith(month.period));
  });
}

/** All months given, each opening with what the one before closed with. */
export function ledgerOf(place: Place, months: readonly Month[]): LedgerMonth[] {
  const rules =
    place.kind === 'community'
      ? [...communityIncome, ...communitySpending]
      : [...villageIncome, ...villageSpending];
  let balance = openings[place.code] ?? 0;
  return months.map((month) => {
    const opening = balance;
    const entries = [...ruleEntries(place, month, rules), ...projectEntries(place, month)].sort(
      (first, second) =>
        first.day.localeCompare(second.day, 'en') || first.account.localeCompare(second.account, 'en'),
    );
    for (const { direction, fen } of entries) balance += direction === 'in' ? fen : -fen;
    return { ...month, opening, entries, closing: balance };
  });
}

export type AccountSum = { account: string; fen: number; memos: string[]; receipt: Entry['receipt'] };

/** Sums by account, in the order of their first entry. */
export function sumsOf(entries: readonly Entry[], direction: Entry['direction']): AccountSum[] {
  const sums = new Map<string, AccountSum>();
  for (const entry of entries) {
    if (entry.direction !== direction) continue;
    const sum = sums.get(entry.account) ?? {
      account: entry.account,
      fen: 0,
      memos: [],
      receipt: entry.receipt,
    };
    sum.fen += entry.fen;
    if (!sum.memos.includes(entry.memo)) sum.memos.push(entry.memo);
    sums.set(entry.account, sum);
  }
  return [...sums.values()];
}

export const totalOf = (sums: readonly { fen: number }[]) => sums.reduce((sum, { fen }) => sum + fen, 0);

/** The person who keeps the accounts on a day. */
export const accountantOn = (place: Place, day: string) => officialsOn(place, day).accountant;
