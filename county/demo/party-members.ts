/** Party members: dues, points, and how one becomes a member. */
import { addDays } from '../source/days.ts';
import { dayIn, quartersBefore, quarterWord, shortDay } from './calendar.ts';
import { compose, type DemoItem } from './demo-item.ts';
import { spoken, yuan } from './money-text.ts';
import { villagers } from './people.ts';
import type { Place } from './places.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';

const branch = (place: Place) => `${place.name}党${place.full ? '总支' : '支部'}`;

export function dues(place: Place, today: string): DemoItem[] {
  return quartersBefore(today).map((quarter) => {
    const groups = place.groups.slice(0, place.full ? 6 : 3);
    const rows = groups.map((group) => {
      const random = randomOf(`${place.code}/dues/${quarter.period}/${group}`);
      const members = random.integer(6, 13);
      return { group, members, fen: members * random.integer(6, 15) * 100 + random.integer(0, 9) * 50 };
    });
    const total = rows.reduce((sum, { fen }) => sum + fen, 0);
    const members = rows.reduce((sum, row) => sum + row.members, 0);
    return compose(place, {
      key: `dues/${quarter.period}`,
      kind: 'statement',
      title: `${branch(place)}${quarter.year}年第${quarterWord(quarter.quarter)}季度党费收缴`,
      emphasis: `${members} 名党员交党费 ${spoken(total)}`,
      catalogue: ['sx.party.7'],
      period: quarter.period,
      day: addDays(quarter.last, randomOf(`${place.code}/dues-day/${quarter.period}`).integer(3, 9)),
      body: `${quarterWord(quarter.quarter)}季度${members}名党员交了${yuan(total)}元，${rows[0]?.group ?? ''}小组最先交齐。党费已经全数上交镇党委，收据号可以到支部查。长期外出的${1 + (members % 4)}名党员是用手机转的。`,
      tables: [
        table({
          columns: [['党小组'], ['党员数', 'number'], ['金额', '元']],
          rows: [
            ...rows.map((row) => [row.group, String(row.members), yuan(row.fen)]),
            { kind: 'total', cells: ['合计', String(members), yuan(total)] },
          ],
        }),
      ],
    });
  });
}

export function points(place: Place, today: string): DemoItem[] {
  return quartersBefore(today)
    .filter(() => place.full)
    .map((quarter) => {
      const rows = villagers(place, `party-members/${quarter.year > 2021}`, place.full ? 34 : 14)
        .map((household) => ({
          name: household.head,
          group: household.group,
          score: 72 + randomOf(`${place.code}/points/${quarter.period}/${household.number}`).integer(0, 27),
        }))
        .sort((first, second) => second.score - first.score);
      const low = rows.filter(({ score }) => score < 78);
      return compose(place, {
        key: `points/${quarter.period}`,
        kind: 'list',
        title: `${branch(place)}${quarter.year}年第${quarterWord(quarter.quarter)}季度党员积分`,
        emphasis: `${rows[0]?.name ?? ''}等党员积分靠前，最高 ${rows[0]?.score ?? 0} 分`,
        catalogue: ['sx.party.4'],
        period: quarter.period,
        day: addDays(quarter.last, randomOf(`${place.code}/points-day/${quarter.period}`).integer(8, 16)),
        body: `积分看四样：到会、交党费、参加劳动、群众说好不好。本季前三名是${rows
          .slice(0, 3)
          .map(({ name, score }) => `${name}（${score}分）`)
          .join(
            '、',
          )}。${low.length > 0 ? `78分以下的${low.length}人，由支部书记逐个谈话。` : '没有78分以下的。'}`,
        tables: [
          table({
            columns: [['名次', 'number'], ['姓名'], ['党小组'], ['得分', 'number']],
            rows: rows.map((row, index) => [String(index + 1), row.name, row.group, String(row.score)]),
          }),
        ],
      });
    });
}

/** How one person becomes a member: announced for comments, then the result. */
export function newMembers(place: Place, year: number): DemoItem[] {
  const random = randomOf(`${place.code}/new-member/${year}`);
  return villagers(place, `new-member/${year}`, place.full ? 2 : 1).flatMap((person, index) => {
    const step =
      (['确定为入党积极分子', '接收为预备党员', '按期转正'] as const)[(index + year) % 3] ?? '按期转正';
    const day = dayIn(year, 3 + index * 3, random.integer(5, 24));
    const key = `new-member/${year}/${index}`;
    return [
      compose(place, {
        key: `${key}/notice`,
        kind: 'notice',
        title: `关于拟将${person.head}${step}的公示`,
        emphasis: `${person.head}拟${step}，听听大家意见`,
        catalogue: ['sx.party.6'],
        period: String(year),
        day,
        publicity: { from: day, to: addDays(day, 6), days: 7 },
        body: `${person.head}，${person.group}人，${random.pick(['种粮大户', '返乡开网店', '村卫生室护士', '合作社会计', '退伍军人', '货车司机'])}，${random.pick(['写申请书已经两年', '培养考察满一年', '预备期将满'])}。支部${shortDay(addDays(day, -1))}开会讨论，拟${step}。公示七天，了解情况的可以实名反映：镇党委组织办，0981-6021008。`,
      }),
      compose(place, {
        key: `${key}/result`,
        kind: 'result',
        title: `${person.head}${step}的结果`,
        emphasis: `公示期满，${person.head}${step}`,
        catalogue: ['sx.party.6'],
        period: String(year),
        day: addDays(day, random.integer(9, 16)),
        follows: `${key}/notice`,
        body: `公示到${shortDay(addDays(day, 6))}结束，${random.pick(['没有收到反映', '收到一条反映，查后不属实，已当面答复', '有两位村民来说好话，没有不同意见'])}。镇党委批复同意${person.head}${step}，${step === '接收为预备党员' ? '预备期一年' : step === '按期转正' ? '党龄从转正那天算起' : '培养人两名'}。`,
      }),
    ];
  });
}
