/** Low-income and other relief: who gets it each quarter, who is proposed and what became of it. */
import { addDays } from '../source/days.ts';
import { type Month, monthsBefore, type Quarter, quartersBefore, quarterWord, shortDay } from './calendar.ts';
import { compose, type DemoItem } from './demo-item.ts';
import { spoken, yuan } from './money-text.ts';
import { mask, villagers } from './people.ts';
import { officialsOn, type Place } from './places.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';
import { entriesFor } from './topics.ts';

const reasons = ['因病', '因残', '年老无劳力', '主要劳力去世', '孩子上学', '意外受伤'];

/** Households on the list in a quarter; every ninth month the list changes. */
function listed(place: Place, quarter: Quarter) {
  const households = villagers(
    place,
    `dibao/${Math.floor((quarter.year * 4 + quarter.quarter) / 3)}`,
    place.full ? 26 : 11,
  );
  return households.map((household) => {
    const person = randomOf(`${place.code}/dibao/${household.number}/${quarter.year}`);
    return {
      household,
      members: Math.min(household.members, 3),
      reason: person.pick(reasons),
      fen:
        Math.min(household.members, 3) *
        (54_000 + (quarter.year - 2018) * 4_200 + person.integer(0, 24) * 500),
    };
  });
}

const count = (rows: readonly { members: number }[]) => rows.reduce((sum, row) => sum + row.members, 0);

/** As clerks write it: households and persons in one breath, also where no household is new. */
function change(now: number, before: number | undefined): string {
  if (before === undefined) return '这是第一次在这里公布';
  if (now === before) return '和上季比户数、人数都没有变';
  return now > before ? `和上季比新增0户${now - before}人` : `和上季比减0户${before - now}人`;
}

function quarterList(place: Place, today: string): DemoItem[] {
  const quarters = quartersBefore(today);
  return quarters
    .map((quarter, index) => ({ quarter, before: quarters[index - 1] }))
    .filter(({ quarter }) => place.full || quarter.quarter === 4)
    .map(({ quarter, before }) => {
      const rows = listed(place, quarter);
      const members = count(rows);
      const total = rows.reduce((sum, { fen }) => sum + fen, 0);
      return compose(place, {
        key: `dibao/${quarter.period}`,
        kind: 'list',
        title: `${place.name}${quarter.year}年第${quarterWord(quarter.quarter)}季度低保对象名单`,
        emphasis: `${rows.length} 户 ${members} 人领低保`,
        catalogue: [...entriesFor(place, 'welfare')].reverse(),
        period: quarter.period,
        day: addDays(quarter.last, randomOf(`${place.code}/dibao/${quarter.period}`).integer(3, 9)),
        body: `到${shortDay(quarter.last)}，${place.name}有低保${rows.length}户${members}人，每月共发${yuan(total)}元，${change(members, before && count(listed(place, before)))}。名字中间一个字隐去，公示期里写过全名的已经撤下。觉得谁不该有、谁漏了，可以打镇民政办0981-6021033。`,
        tables: [
          table({
            columns: [['组'], ['户主'], ['享受人数', 'number'], ['原因'], ['每月金额', '元']],
            rows: [
              ...rows.map((row) => [
                row.household.group,
                mask(row.household.head),
                String(row.members),
                row.reason,
                yuan(row.fen),
              ]),
              { kind: 'total', cells: ['合计', `${rows.length}户`, String(members), '', yuan(total)] },
            ],
          }),
        ],
      });
    });
}

const findings = ['入户看过，情况属实', '存款核对后符合', '子女收入要再核一次', '房屋情况属实'];

/** One month's applications: first the names for comments, then what the township decided. */
function application(place: Place, month: Month): DemoItem[] {
  const random = randomOf(`${place.code}/apply/${month.period}`);
  const day = addDays(month.first, random.integer(3, 14));
  const people = villagers(place, `apply/${month.period}`, random.integer(1, 3));
  const names = people.map(({ head }) => mask(head)).join('、');
  const kind = random.pick(['低保', '低保', '低边', '特困供养', '临时救助']);
  const approved = random.chance(0.78);
  const key = `apply/${month.period}`;
  return [
    compose(place, {
      key: `${key}/notice`,
      kind: 'notice',
      title: `${month.year}年${month.month}月${kind}申请对象公示`,
      emphasis: `${people.length} 户申请${kind}，公示 7 天`,
      catalogue: entriesFor(place, 'welfare'),
      period: month.period,
      day,
      publicity: { from: day, to: addDays(day, 6), days: 7 },
      body: `${names}申请${kind}，原因是${people.map(({ number }) => randomOf(`${place.code}/reason/${month.period}/${number}`).pick(reasons)).join('、')}。${shortDay(addDays(day, -2))}由${officialsOn(place, day).women}和两名代表上门，结论：${random.pick(findings)}。代表评议${random.integer(21, 29)}人同意、${random.integer(0, 3)}人不同意。`,
      tables: [
        table({
          columns: [['组'], ['申请人'], ['人口', 'number'], ['入户日期', 'date']],
          rows: people.map((household) => [
            household.group,
            mask(household.head),
            String(household.members),
            shortDay(addDays(day, -2)),
          ]),
        }),
      ],
    }),
    compose(place, {
      key: `${key}/result`,
      kind: 'result',
      title: `${month.year}年${month.month}月${kind}审核结果`,
      emphasis: approved ? `${kind}批下来了：${names}` : `${kind}没有批，原因在这里`,
      catalogue: entriesFor(place, 'welfare'),
      period: month.period,
      day: addDays(day, random.integer(14, 24)),
      follows: `${key}/notice`,
      body: approved
        ? `镇政府审核通过，${names}从下个月起享受${kind}，首月合计${spoken(people.length * random.integer(460, 980) * 100)}。公示期间${random.pick(['没有人提意见', '有一人来问标准，已经解释清楚', '接到一个电话，核查后维持原意见'])}。`
        : `经核对，${names}${random.pick(['家庭月收入超过标准', '名下有车辆，不符合条件', '子女有赡养能力'])}，镇政府没有批准，书面决定已送到手上。不服的可以在六十日内申请复议，也可以换临时救助来申请。`,
    }),
  ];
}

function support(place: Place, today: string): DemoItem[] {
  return quartersBefore(today)
    .filter(({ quarter }) => place.full || quarter === 3)
    .map((quarter) => {
      const random = randomOf(`${place.code}/support/${quarter.period}`);
      const rows = villagers(place, `support/${quarter.year}`, place.full ? 9 : 4).map((household) => {
        const own = randomOf(`${place.code}/support/${quarter.period}/${household.number}`);
        return [
          mask(household.head),
          own.pick(reasons),
          own.pick([
            '送鸡苗三十只',
            '联系了保洁岗位',
            '帮卖番薯两百斤',
            '陪去医院复查',
            '修好了漏雨的屋顶',
            '申请了助学金',
            '教会用助听器',
          ]),
          own.pick(['好转', '稳定', '还要帮', '可以脱手']),
        ];
      });
      return compose(place, {
        key: `support/${quarter.period}`,
        kind: 'list',
        title: `${place.name}${quarter.year}年第${quarterWord(quarter.quarter)}季度重点帮扶情况`,
        emphasis: `${rows.length} 户重点帮扶，这一季做了什么`,
        catalogue: entriesFor(place, 'support'),
        period: quarter.period,
        day: addDays(quarter.last, random.integer(2, 8)),
        body: `结对的干部这一季上门${random.integer(18, 44)}次。做得最实在的一件是“${rows[random.integer(0, rows.length - 1)]?.[2]}”。${rows.filter((row) => row[3] === '可以脱手').length}户可以脱手，${rows.filter((row) => row[3] === '还要帮').length}户还要接着帮。`,
        tables: [table({ columns: [['户主'], ['难处'], ['帮了什么'], ['现在怎样']], rows })],
      });
    });
}

export function welfareItems(place: Place, today: string): DemoItem[] {
  const end = Date.parse(`${today}T00:00:00+08:00`);
  const months = monthsBefore(today).filter(({ month, year }) =>
    place.full ? month % 2 === 1 : month === 5 && year % 3 === 0,
  );
  return [
    ...quarterList(place, today),
    ...months.flatMap((month) => application(place, month)),
    ...support(place, today),
  ].filter(({ publishedAt }) => publishedAt < end);
}
