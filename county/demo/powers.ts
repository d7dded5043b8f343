/** The list of small powers, and what was decided under it (办事结果). */
import { addDays } from '../source/days.ts';
import { dayIn, monthsBefore } from './calendar.ts';
import { compose, type DemoItem } from './demo-item.ts';
import { mask, villagers } from './people.ts';
import type { Place } from './places.ts';
import { type PowerPlan, powers } from './powers-data.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';

function powerItem(place: Place, power: PowerPlan, index: number): DemoItem {
  const year = 2018 + (index % 8);
  const fits = (text: string) =>
    place.kind === 'community' ? text.replaceAll('村务监督', '居务监督').replaceAll('村民', '居民') : text;
  return compose(place, {
    key: `power/${power.code}`,
    kind: 'power',
    title: `${power.name}（${power.code}）`,
    emphasis: power.plain,
    catalogue: ['sx.supervision.2', 'sx.overview.4'],
    period: String(year),
    day: dayIn(year, 3 + (index % 9), 4 + ((index * 3 + place.people) % 22)),
    body: fits(
      `${place.name}的“${power.name}”按这张单子办。范围：${power.limit}。由${power.executes}办，${power.supervises}看着。一共${power.steps.length}步，少一步不算数；办完了把结果公布出来。觉得没按步骤办的，可以打12388，也可以直接找监督委员会。`,
    ),
    power: {
      code: power.code,
      basis: power.basis,
      executes: fits(power.executes),
      supervises: fits(power.supervises),
      steps: power.steps.map(([who, does]) => ({ who: fits(who), does: fits(does) })),
    },
  });
}

const results: readonly (readonly [code: string, what: string, outcome: readonly string[]])[] = [
  [
    'QL-18',
    '开具证明',
    ['居住证明，当场办好', '同一人证明，当场办好', '不在清单内，告知到派出所办', '亲属关系说明，第二天办好'],
  ],
  [
    'QL-17',
    '盖公章',
    ['贷款用收入说明，核实后盖', '合同不全，退回补', '入学报名表，当场盖', '租房备案表，当场盖'],
  ],
  ['QL-11', '宅基地申请', ['原拆原建，公示后报镇', '面积超了，退回改', '批准放样，村里到场', '完工验收通过']],
  [
    'QL-20',
    '邻里调解',
    ['滴水檐纠纷，调成', '田埂界址，重新打桩', '宠物伤人，赔医药费后和解', '停车占道，约定轮流停'],
  ],
  [
    'QL-10',
    '临时救助',
    ['生病住院，报镇救助', '房屋失火，当天送物资', '收入超标准，不符合，已说明', '车祸致困，先救助后补材料'],
  ],
  ['QL-19', '户口迁入核实', ['婚迁，情况属实', '子女随迁，情况属实', '住处不符，请补材料']],
];

/** One list a month: who asked for what under which power, and what came of it. */
function monthlyResults(place: Place, today: string): DemoItem[] {
  return monthsBefore(today)
    .filter(({ month }) => (place.full ? month % 2 === 0 : month === 6))
    .map((month) => {
      const random = randomOf(`${place.code}/results/${month.period}`);
      const people = villagers(place, `results/${month.period}`, random.integer(5, 11));
      const rows = people.map((household, index) => {
        const [code, what, outcomes] = random.pick(results);
        return [
          `${month.month}月${1 + Math.floor((index * 27) / people.length)}日`,
          mask(household.head),
          `${what}（${code}）`,
          random.pick(outcomes),
        ];
      });
      const refused = rows.filter((row) => /不|退回/.test(row[3] ?? '')).length;
      return compose(place, {
        key: `results/${month.period}`,
        kind: 'result',
        title: `${place.name}${month.year}年${month.month}月办事结果`,
        emphasis: `${month.month}月办了 ${rows.length} 件事`,
        catalogue: ['zw.village.3', 'sx.supervision.2'],
        period: month.period,
        day: addDays(month.last, random.integer(1, 5)),
        body: `${month.month}月来村里办事的登记了${rows.length}件，其中${refused === 0 ? '全部办成' : `${refused}件没有办成或者退回，都当面说了原因`}。第一件是${rows[0]?.[0]}的${rows[0]?.[2]}，最后一件是${rows.at(-1)?.[0]}的${rows.at(-1)?.[2]}。`,
        tables: [table({ columns: [['日期'], ['办事人'], ['事项'], ['结果']], rows })],
      });
    });
}

export function powerItems(place: Place, today: string): DemoItem[] {
  const list = place.full ? powers : powers.filter((_, index) => index % 4 === 0);
  return [...list.map((power, index) => powerItem(place, power, index)), ...monthlyResults(place, today)];
}
