/** Small works of a few hundred to some thousand 元: proposed, done, paid (事前、事中、事后), one following the other. */
import { addDays } from '../source/days.ts';
import { dayIn, shortDay, yearsUntil } from './calendar.ts';
import { compose, type DemoItem } from './demo-item.ts';
import { spoken, yuan } from './money-text.ts';
import { officialsOn, type Place, suiting } from './places.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';
import { entriesFor } from './topics.ts';

const works = [
  ['补路面', '路面有坑，电瓶车过容易摔', '平方米', 'road', 86],
  ['修水渠', '渠边塌了一段，水流到路上', '米', 'canal', 120],
  ['换路灯', '灯不亮，报修过两次', '盏', 'lamps', 680],
  ['装护栏', '临水一侧没有遮挡', '米', 'bridge', 210],
  ['清水塘', '塘里淤泥多，夏天有味', '立方米', 'river', 42],
  ['铺台阶', '土坡下雨打滑，老人走不稳', '级', 'hillside', 150],
  ['修公厕', '冲水坏了，门锁也坏了', '处', 'yard', 1800],
  ['粉刷围墙', '墙皮掉了，影响村容', '平方米', 'yard', 28],
  ['换井盖', '井盖松动，车过有响声', '个', 'road', 420],
  ['栽行道树', '去年冻死了一些', '株', 'park', 95],
  ['添健身器材', '老器材锈了，已经封起来', '件', 'park', 2300],
  ['疏通下水道', '雨天往上冒水', '米', 'pipes', 75],
] as const;

export function smallWorks(place: Place, today: string): DemoItem[] {
  const perYear = place.full ? 6 : 1;
  return yearsUntil(today)
    .filter((year) => place.full || year % 2 === 1)
    .flatMap((year) =>
      Array.from({ length: perYear }, (_, index) => smallWork(place, year, index, perYear)).flat(),
    );
}

/** 5万元, in 分. */
const tenderFrom = 5_000_000;

function smallWork(place: Place, year: number, index: number, perYear: number): DemoItem[] {
  const random = randomOf(`${place.code}/small/${year}/${index}`);
  const list = suiting(place, works, ([what, why]) => what + why);
  const [work, reason, unit, scene, price] = list[(index * 5 + year) % list.length] ?? works[0];
  const group = random.pick(place.groups);
  const amount = random.integer(price > 1000 ? 1 : 4, price > 1000 ? 3 : 46);
  const fen = amount * price * 100;
  const planned = Math.round((fen * random.integer(98, 112)) / 10_000) * 100;
  const day = dayIn(year, 1 + Math.floor((index * 12) / perYear), random.integer(3, 26));
  const done = addDays(day, random.integer(12, 26));
  const paid = addDays(done, random.integer(5, 14));
  const team = random.pick(['本村泥水匠', '柳桥镇众力施工队', '镇水电站', '村里的零工']);
  const key = `small/${year}/${index}`;
  const name = `${group}${work}`;
  const shared = { period: String(year), catalogue: entriesFor(place, 'publicWorks') };
  return [
    compose(place, {
      ...shared,
      key: `${key}/before`,
      kind: 'notice',
      title: `${name}的打算，先听大家意见`,
      emphasis: `${name}，约 ${spoken(planned)}，有意见请说`,
      catalogue: ['sx.project.1', ...shared.catalogue],
      day,
      publicity: { from: day, to: addDays(day, 4), days: 5, atLeast: true },
      body: `${group}反映：${reason}。组长和${officialsOn(place, day).deputy}去看过，打算${work}${amount}${unit}，估价${yuan(planned)}元，从村集体维修费里出。公示五天以上，同意的不用表态，不同意的到${shortDay(addDays(day, 4))}前告诉组长或村里。`,
    }),
    compose(place, {
      ...shared,
      key: `${key}/after`,
      kind: 'result',
      title: `${name}完工和付款`,
      emphasis: `${name}花了 ${spoken(fen)}`,
      catalogue: ['sx.project.7', ...shared.catalogue],
      day: paid,
      follows: `${key}/before`,
      // The list of small works ends where tenders begin (QL-03).
      ...(fen < tenderFrom ? { power: { code: 'QL-02' } } : {}),
      body: `${name}在${shortDay(done)}做完，做活的是${team}，实做${amount}${unit}，${officialsOn(place, paid).overseer}和组长一起验的，工料合计${yuan(fen)}元，${planned >= fen ? `比估价省${yuan(planned - fen)}元` : `比估价多${yuan(fen - planned)}元，是材料涨价`}。${paid.slice(5, 7)}月的账里能查到这一笔。`,
      tables: [
        table({
          columns: [['内容'], ['数量'], ['单价', '元'], ['金额', '元']],
          rows: [[work, `${amount}${unit}`, yuan(price * 100), yuan(fen)]],
        }),
      ],
      files:
        place.full && year >= 2025
          ? [
              {
                drawing: 'scene',
                subject: scene,
                lines: [name],
                name: `${work}后.jpg`,
                title: `${name}之后`,
                access: 'all',
              },
            ]
          : [],
    }),
  ];
}
