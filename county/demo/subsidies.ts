/** Who got which subsidy: lists with row ids, made-up people, names masked once the publicity period is over. */
import { addDays } from '../source/days.ts';
import { dayIn, quartersBefore, quarterWord, yearsUntil } from './calendar.ts';
import { compose, type DemoItem } from './demo-item.ts';
import { spoken, yuan } from './money-text.ts';
import { type Household, householdsOf, mask, villagers } from './people.ts';
import { officialsOn, type Place } from './places.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';
import { entriesFor, type Topic } from './topics.ts';

type Programme = {
  key: string;
  name: string;
  topic: Topic;
  month: number;
  recipients: (place: Place, year: number) => number;
  /** What one household gets, 分, and what it is counted by. */
  share: (household: Household, year: number) => { measure: string; fen: number };
  measure: string;
  explain: (year: number) => string;
  /** How it reaches people, where it is not paid by the township's finance office. */
  paid?: string;
  since: number;
};

const land = (household: Household) => household.land / 100;
const some = (key: string, least: number, most: number) => (household: Household) =>
  randomOf(`${key}/${household.number}`).integer(least, most);

const programmes: readonly Programme[] = [
  {
    key: 'land',
    name: '耕地地力保护补贴',
    topic: 'subsidies',
    month: 6,
    since: 2018,
    recipients: (place) => Math.round(place.households * 0.52),
    measure: '面积（亩）',
    share: (household, year) => ({
      measure: land(household).toFixed(2),
      fen: Math.round(land(household) * (8_800 + (year - 2018) * 260)),
    }),
    explain: (year) =>
      `标准是每亩${((8_800 + (year - 2018) * 260) / 100).toFixed(2)}元，按二轮承包面积算，租给别人种的也发给承包户，抛荒的不发`,
  },
  {
    key: 'grain',
    name: '种粮农民一次性补贴',
    topic: 'subsidies',
    month: 9,
    since: 2021,
    recipients: (place) => Math.round(place.households * 0.16),
    measure: '实际种植（亩）',
    share: (household, year) => ({
      measure: (land(household) * 1.6).toFixed(2),
      fen: Math.round(land(household) * 1.6 * (1_240 + (year - 2021) * 110)),
    }),
    explain: (year) =>
      `谁种补给谁，每亩${((1_240 + (year - 2021) * 110) / 100).toFixed(2)}元，面积由组长和种植户一起量`,
  },
  {
    key: 'machine',
    name: '农机购置补贴',
    topic: 'subsidies',
    month: 10,
    since: 2018,
    recipients: (place, year) => 3 + ((year + place.households) % 5),
    measure: '机具',
    share: (household, year) => {
      const random = randomOf(`machine/${year}/${household.number}`);
      return {
        measure: random.pick(['微耕机', '插秧机', '植保无人机', '茶叶修剪机', '碾米机']),
        fen: random.integer(4, 96) * 10_000,
      };
    },
    explain: () => '先买后补，凭发票和机身铭牌核对，机器要留在本地使用两年以上',
  },
  {
    key: 'forest',
    name: '公益林补偿金',
    topic: 'subsidies',
    month: 12,
    since: 2018,
    recipients: (place) => Math.round(place.households * 0.22),
    measure: '林地（亩）',
    share: (household, year) => {
      const area = some('forest', 120, 3_400)(household) / 100;
      return { measure: area.toFixed(2), fen: Math.round(area * (3_000 + (year - 2018) * 100)) };
    },
    explain: (year) => `补偿标准每亩${30 + (year - 2018)}元，集体山的部分留作护林员工资，这里是分到户的部分`,
  },
  {
    key: 'house',
    name: '危房改造补助',
    topic: 'subsidies',
    month: 11,
    since: 2018,
    recipients: (place, year) => (place.kind === 'community' ? 0 : 2 + (year % 3)),
    measure: '鉴定等级',
    share: (household, year) => ({
      measure: household.number % 2 === 0 ? 'C级修缮' : 'D级重建',
      fen: (household.number % 2 === 0 ? 850_000 : 2_600_000) + (year - 2018) * 50_000,
    }),
    explain: () => '先由鉴定单位看房定级，再由代表会议评，C级修、D级重建，验收合格后打到一卡通',
  },
  {
    key: 'relief',
    name: '救灾物资',
    paid: '由村里按名单当面发，领的人签字',
    topic: 'relief',
    month: 8,
    since: 2018,
    recipients: (place, year) => 12 + ((year * 7 + place.households) % 19),
    measure: '领取物资',
    share: (household, year) => {
      const random = randomOf(`relief/${year}/${household.number}`);
      return {
        measure: random.pick([
          '大米两袋、油一桶',
          '毛毯一条、大米一袋',
          '折叠床一张',
          '方便食品一箱、饮用水两箱',
        ]),
        fen: random.integer(9, 46) * 1_000,
      };
    },
    explain: (year) => `${year}年汛期受淹和受风灾的住户，按损失轻重发放，金额是物资的采购价`,
  },
  {
    key: 'aged',
    name: '重阳节敬老慰问金',
    paid: '由组长送到家，领的人签字',
    topic: 'relief',
    month: 10,
    since: 2018,
    recipients: (place) => Math.round(place.households * 0.11),
    measure: '年龄段',
    share: (household, year) => {
      const band = household.number % 9 === 0 ? 2 : household.number % 3 === 0 ? 1 : 0;
      return {
        measure: ['70—79岁', '80—89岁', '90岁以上'][band] ?? '',
        fen: 20_000 + band * 15_000 + (year - 2018) * 1_000,
      };
    },
    explain: () => '重阳前由组长送到家里，行动不便的由家人代签，钱从集体收益和捐款里出',
  },
  {
    key: 'study',
    name: '助学金',
    paid: '由奖学理事会转到学生卡上',
    topic: 'relief',
    month: 8,
    since: 2020,
    recipients: (place, year) => 4 + ((year + place.people) % 7),
    measure: '就读',
    share: (household, year) => {
      const random = randomOf(`study/${year}/${household.number}`);
      const place = random.pick(['高中', '职业学校', '大专', '本科']);
      return { measure: place, fen: place === '本科' ? 300_000 : place === '大专' ? 200_000 : 100_000 };
    },
    explain: (year) => `${year}年秋季入学，凭录取通知书申请，困难家庭优先，名单由奖学理事会定`,
  },
];

function listItem(place: Place, programme: Programme, year: number, today: string): DemoItem | undefined {
  const count = Math.min(programme.recipients(place, year), place.households);
  if (count <= 0 || year < programme.since) return undefined;
  const day = dayIn(year, programme.month, randomOf(`${place.code}/${programme.key}/${year}`).integer(4, 25));
  const running = addDays(day, 6) >= today;
  const rows = villagers(place, `${programme.key}/${Math.floor(year / 3)}`, count).map((household, index) => {
    const { measure, fen } = programme.share(household, year);
    const id = `BT${year}-${programme.key.toUpperCase().slice(0, 2)}-${String(index + 1).padStart(4, '0')}`;
    return {
      id,
      group: household.group,
      name: running ? household.head : mask(household.head),
      measure,
      fen,
    };
  });
  const total = rows.reduce((sum, { fen }) => sum + fen, 0);
  return compose(place, {
    key: `subsidy/${programme.key}/${year}`,
    kind: 'list',
    title: `${place.name}${year}年${programme.name}发放名单`,
    emphasis: `${count} 户领${programme.name}，共 ${spoken(total)}`,
    catalogue: entriesFor(place, programme.topic),
    period: String(year),
    day,
    publicity: { from: day, to: addDays(day, 6), days: 7 },
    body: `${programme.name}${programme.explain(year)}。本次${count}户，合计${yuan(total)}元，${programme.paid ?? '由镇财政所直接打卡，村里不经手现金'}。公示七天，认为面积、金额或者人不对的，找${officialsOn(place, day).clerk}（${place.phone}）或者打12317。`,
    tables: [
      table({
        columns: [
          ['序号'],
          [place.kind === 'community' ? '网格' : '组'],
          ['姓名'],
          [programme.measure],
          ['金额', '元'],
        ],
        rows: [
          ...rows.map((row, index) => ({
            id: row.id,
            cells: [String(index + 1), row.group, row.name, row.measure, yuan(row.fen)],
          })),
          { kind: 'total', cells: ['合计', '', `${count}户`, '', yuan(total)] },
        ],
      }),
    ],
  });
}

const disabled = ['困难残疾人生活补贴', '重度残疾人护理补贴'];

/** The two allowances of disabled people, by quarter; names always masked. */
function disabledLists(place: Place, today: string): DemoItem[] {
  return quartersBefore(today)
    .filter(() => place.full)
    .map((quarter) => {
      const random = randomOf(`${place.code}/disabled/${quarter.period}`);
      const people = villagers(
        place,
        `disabled/${Math.floor(quarter.year / 2)}`,
        Math.max(6, Math.round(householdsOf(place).length * 0.035) + random.integer(-2, 2)),
      );
      const rows = people.map((household) => {
        const kind = household.number % 2;
        return { household, kind, fen: (kind === 0 ? 9_000 : 12_500) * 3 + (quarter.year - 2018) * 1_500 };
      });
      const total = rows.reduce((sum, { fen }) => sum + fen, 0);
      const counts = [0, 1].map((kind) => rows.filter((row) => row.kind === kind).length);
      return compose(place, {
        key: `disabled/${quarter.period}`,
        kind: 'list',
        title: `${place.name}${quarter.year}年第${quarterWord(quarter.quarter)}季度残疾人两项补贴`,
        emphasis: `${rows.length} 人领残疾人补贴，共 ${spoken(total)}`,
        catalogue: entriesFor(place, 'welfare'),
        period: quarter.period,
        day: addDays(quarter.last, random.integer(2, 9)),
        body: `本季度领${disabled[0]}的${counts[0]}人，领${disabled[1]}的${counts[1]}人，共${yuan(total)}元，${Number(quarter.first.slice(5, 7))}月到${Number(quarter.last.slice(5, 7))}月每月中旬打卡。${random.pick(['换证的请拿新证来登记。', '迁出或者去世的，请家人在当月告诉村里，免得多发了还要退。', '等级有变化的，从下个月起按新等级算。', '卡丢了先补卡，钱会补发。'])}`,
        tables: [
          table({
            columns: [['姓名'], ['组'], ['补贴种类'], ['本季金额', '元']],
            rows: [
              ...rows.map(({ household, kind, fen }) => [
                mask(household.head),
                household.group,
                disabled[kind] ?? '',
                yuan(fen),
              ]),
              { kind: 'total', cells: ['合计', '', `${rows.length}人`, yuan(total)] },
            ],
          }),
        ],
      });
    });
}

export function subsidies(place: Place, today: string): DemoItem[] {
  const lists = yearsUntil(today).flatMap((year) =>
    programmes
      .filter((_, index) => place.full || (index + year) % 6 === 0)
      .filter(({ topic }) => place.kind !== 'community' || topic === 'relief')
      .flatMap((programme) => listItem(place, programme, year, today) ?? []),
  );
  return [...lists, ...disabledLists(place, today)];
}
