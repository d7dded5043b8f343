/** Made-up villagers. Every household has a number, a group and a head; the same on every run. */
import type { Place } from './places.ts';
import { randomOf } from './random.ts';

export type Household = {
  number: number;
  head: string;
  group: string;
  members: number /** 0.01 亩 */;
  land: number;
};

const surnames = [...'陈吴王李张沈徐章何钱赵孙周郑胡朱高林罗梁宋郭唐许韩冯邓曹彭曾'];
const middle = [...'国志建文明玉美秀春桂金水永德家世宝连小晓爱素月海根长兴仁云'];
const last = [...'华平芳强军英明林珍福娟良生红伟刚龙兰根祥法荣莲琴飞康梅松贵庆'];
/** Two whose characters many machines lack. */
const rare = ['陈䶮生', '吴𠮷祥'];

/** 陈*华, 李*: the middle hidden, as the names policy `masked` has it. */
export function mask(name: string): string {
  const characters = [...name];
  const first = characters[0] ?? '';
  return characters.length <= 2
    ? `${first}*`
    : `${first}${'*'.repeat(characters.length - 2)}${characters.at(-1)}`;
}

function nameOf(key: string): string {
  const random = randomOf(key);
  const surname = random.pick(surnames);
  return random.chance(0.14)
    ? `${surname}${random.pick(last)}`
    : `${surname}${random.pick(middle)}${random.pick(last)}`;
}

const known = new Map<string, readonly Household[]>();

export function householdsOf(place: Place): readonly Household[] {
  const before = known.get(place.code);
  if (before) return before;
  const made = Array.from({ length: place.households }, (_, index): Household => {
    const random = randomOf(`${place.code}/household/${index}`);
    const group = place.groups[index % place.groups.length] ?? '';
    const head = place.full && index === 11 ? rare[0] : place.full && index === 30 ? rare[1] : undefined;
    return {
      number: index + 1,
      head: head ?? nameOf(`${place.code}/name/${index}`),
      group,
      members: random.integer(1, 5),
      land: random.integer(85, 640),
    };
  });
  known.set(place.code, made);
  return made;
}

/** Names of `count` villagers for one purpose. */
export function villagers(place: Place, purpose: string, count: number): Household[] {
  return randomOf(`${place.code}/${purpose}`).some(householdsOf(place), count);
}
