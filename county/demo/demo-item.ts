/** An item of the demo before it has an id and its files: what the themes make, and how one is completed. */

import { startOfDay } from '../../main/calendar/days.ts';
import type {
  Attachment,
  ItemKind,
  ItemVersion,
  Publicity,
  SignOff,
  Table,
} from '../../main/contract/content.ts';
import { mainVillage, officialsOn, type Place } from './places.ts';
import { randomOf } from './random.ts';

/** A file that is drawn when the county is made. `seed` varies the picture. */
export type FilePlan = {
  drawing: 'scene' | 'voucher' | 'document' | 'chime' | 'film' | 'animation';
  /** Scene, kind of receipt, or nothing. */
  subject: string;
  /** What is written on it, line by line. */
  lines: readonly string[];
  name: string;
  title: string;
  access: Attachment['access'];
  voucherFor?: number;
};

type Written = Pick<
  ItemVersion,
  'title' | 'emphasis' | 'catalogue' | 'period' | 'dated' | 'publicity' | 'project' | 'power' | 'body'
>;

export type DemoItem = Written & {
  /** Names it among the demo's items; others follow it by this. */
  key: string;
  place: Place;
  kind: ItemKind;
  /** UTC ms. */
  publishedAt: number;
  follows?: string;
  tables: Table[];
  files: FilePlan[];
  source: ItemVersion['source'];
  /** `county` or the township's code. */
  signer: string;
  compiled?: SignOff;
  reviewed: SignOff[];
  approved?: SignOff;
  corrections?: { item: Omit<DemoItem, 'corrections'>; reason: string; publishedAt: number }[];
  withdrawn?: { reason: string; at: number };
  erased?: { reason: string; at: number };
};

export type Given = Written & {
  key: string;
  kind: ItemKind;
  /** Day of publication; a clock time within working hours is added. */
  day: string;
  /** `HH:MM`, where the time of day matters. */
  time?: string;
  follows?: string;
  tables?: Table[];
  files?: FilePlan[];
  publicity?: Publicity;
};

/** An instant in office hours of a day, the same for the same key. UTC ms */
export function officeHour(day: string, key: string): number {
  const random = randomOf(`hour/${key}`);
  return startOfDay(day) + (random.integer(8, 16) * 60 + random.integer(0, 59)) * 60_000;
}

function instantOf(day: string, time: string): number {
  return startOfDay(day) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000;
}

function signOffs(place: Place, day: string): Pick<DemoItem, 'compiled' | 'reviewed' | 'approved'> {
  const officials = officialsOn(place, day);
  if (place.kind === 'county' || place.kind === 'township') {
    return { compiled: { by: officials.clerk, on: day }, reviewed: [] };
  }
  return {
    compiled: { by: officials.clerk, on: day },
    reviewed: [
      {
        by: `${place.kind === 'community' ? '居' : '村'}务监督委员会 ${officials.overseer}`,
        on: day,
        step: 'supervision',
      },
    ],
    approved: { by: officials.secretary, on: day },
  };
}

/** A community's words for what a village calls otherwise. */
const communityWords = [
  ['村部', '社区服务大厅'],
  ['村卫生室', '社区卫生站'],
  ['村口', '小区门口'],
  ['村道', '小区道路'],
  ['村集体', '社区'],
  ['村民', '居民'],
  ['村里', '社区'],
  ['村委会', '居委会'],
  ['组长', '网格员'],
] as const;

function inWordsOf(place: Place, text: string): string {
  if (place.kind !== 'community') return text;
  return communityWords.reduce((result, [village, community]) => result.replaceAll(village, community), text);
}

/** Where the themes speak of the main village's corners, another place has its own. */
function localized<T>(place: Place, value: T): T {
  if (place.full || place.groups.length === 0) return value;
  if (typeof value === 'string') {
    return mainVillage.groups.reduce(
      (text, group, index) => text.replaceAll(group, place.groups[index % place.groups.length] ?? group),
      inWordsOf(place, value)
        .replaceAll('䶮山茶叶', '高山茶叶')
        .replaceAll('老茶厂', '老粮站')
        .replaceAll('䶮山', '后山'),
    ) as T;
  }
  if (Array.isArray(value)) return value.map((part: unknown) => localized(place, part)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, localized(place, part)])) as T;
}

/** Completes what a theme wrote: who made it, by whose key it is published, and when. */
export function compose(place: Place, given: Given): DemoItem {
  const { day, time, follows, ...written } = given;
  const { tables, files, ...rest } = localized(place, written);
  const level = place.kind === 'county' || place.kind === 'township' ? place.kind : 'village';
  return {
    ...rest,
    key: `${place.code}/${given.key}`,
    ...(follows === undefined ? {} : { follows: `${place.code}/${follows}` }),
    place,
    publishedAt: time === undefined ? officeHour(day, `${place.code}/${given.key}`) : instantOf(day, time),
    tables: tables ?? [],
    files: files ?? [],
    source: level,
    signer: level === 'county' ? 'county' : place.township,
    ...signOffs(place, day),
  };
}
