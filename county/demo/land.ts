/** Land: leases between households, unassigned land, house sites, land taken and what was paid, labour and money raised. */
import { addDays } from '../source/days.ts';
import { dayIn, shortDay, yearsUntil } from './calendar.ts';
import { compose, type DemoItem } from './demo-item.ts';
import { spoken, yuan } from './money-text.ts';
import { mask, villagers } from './people.ts';
import type { Place } from './places.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';

function leases(place: Place, year: number): DemoItem[] {
  return [3, 6, 9, 12].slice(0, place.full ? 4 : 1).map((month) => {
    const random = randomOf(`${place.code}/lease/${year}/${month}`);
    const price = random.integer(320, 760);
    const rows = villagers(place, `lease/${year}/${month}`, random.integer(5, 16)).map((household) => {
      const area = random.integer(30, 420) / 100;
      return { household, area, fen: Math.round(area * price * 100) };
    });
    const taker = random.pick([
      '云溪粮食合作社',
      '种粮大户（本镇）',
      '䶮山茶叶合作社',
      '越州绿野园林工程有限公司',
      '家庭农场',
    ]);
    const total = rows.reduce((sum, { fen }) => sum + fen, 0);
    const area = rows.reduce((sum, row) => sum + row.area, 0);
    return compose(place, {
      key: `lease/${year}/${month}`,
      kind: 'list',
      title: `${place.name}${year}年${month}月土地流转情况`,
      emphasis: `${rows.length} 户把 ${area.toFixed(1)} 亩地租给${taker}`,
      catalogue: ['village.finance.9'],
      period: `${year}-${String(month).padStart(2, '0')}`,
      day: dayIn(year, month, random.integer(5, 27)),
      body: `承租的是${taker}，每亩每年${price}元，租${random.integer(1, 5)}年，先付后种。${rows.length}户自愿签字，共${area.toFixed(2)}亩、${yuan(total)}元，由承租方直接打给农户。到期要把田埂恢复原样，合同在镇经管站鉴证过。`,
      tables: [
        table({
          columns: [['农户'], ['组'], ['面积（亩）', 'number'], ['年租金', '元']],
          rows: [
            ...rows.map((row) => [
              mask(row.household.head),
              row.household.group,
              row.area.toFixed(2),
              yuan(row.fen),
            ]),
            { kind: 'total', cells: ['合 计', '', area.toFixed(2), yuan(total)] },
          ],
        }),
      ],
    });
  });
}

function houseSites(place: Place, year: number, today: string): DemoItem[] {
  return Array.from({ length: place.full ? 3 : year % 3 === 1 ? 1 : 0 }, (_, index) => {
    const random = randomOf(`${place.code}/site/${year}/${index}`);
    const [household] = villagers(place, `site/${year}/${index}`, 1);
    const day = dayIn(year, 2 + index * 4, random.integer(4, 24));
    const open = addDays(day, 6) >= today;
    const name = open ? (household?.head ?? '') : mask(household?.head ?? '');
    const size = random.pick([80, 100, 110, 120, 125]);
    const key = `site/${year}/${index}`;
    return [
      compose(place, {
        key: `${key}/notice`,
        kind: 'notice',
        title: `宅基地申请公示（${year}年第${index + 1}批）`,
        emphasis: `${household?.group ?? ''}一户申请建房，公示 7 天`,
        catalogue: ['village.finance.10'],
        period: String(year),
        day,
        publicity: { from: day, to: addDays(day, 6), days: 7 },
        body: `${household?.group ?? ''}${name}户申请${random.pick(['原地翻建', '异地新建', '退一步重建'])}，家里${household?.members ?? 3}口人，占地${size}平方米，${random.integer(2, 3)}层。四邻已签字。小组会${random.integer(12, 26)}户同意。有意见的写明理由，交到村部或者镇自然资源所。`,
      }),
      compose(place, {
        key: `${key}/result`,
        kind: 'result',
        title: `宅基地审批结果（${year}年第${index + 1}批）`,
        emphasis: '批了没有，批了多大',
        catalogue: ['village.finance.10'],
        period: String(year),
        day: addDays(day, random.integer(28, 46)),
        follows: `${key}/notice`,
        body: `镇政府批准${household?.group ?? ''}${mask(household?.head ?? '')}户占地${size}平方米。${random.pick(['放样那天村里和镇里都到场，桩打在墙外半米。', '老屋要在新屋封顶后六十天内拆掉。', '高度不得挡后屋采光，已写进保证书。'])}批文编号可以到村部看，完工后再验一次。`,
      }),
    ];
  }).flat();
}

/** Land taken twice: for a road and for a substation. Thirty days of publicity, then what was shared out. */
function takenLand(place: Place): DemoItem[] {
  if (!place.full) return [];
  return (
    [
      ['2021-04-19', '县道拓宽', 14.62, 62_000],
      ['2024-05-13', '变电站建设', 6.38, 68_500],
    ] as const
  ).flatMap(([day, use, area, price]) => {
    const rows = villagers(place, `taken/${day}`, 17).map((household, index) => {
      const random = randomOf(`${place.code}/taken/${day}/${household.number}`);
      const own = index === 16 ? 0 : random.integer(8, Math.floor((area * 100) / 17) + 20) / 100;
      return { household, own };
    });
    const rest = area - rows.reduce((sum, { own }) => sum + own, 0);
    const list = rows.map(({ household, own }, index) => ({
      household,
      own: index === 16 ? Math.max(0.05, rest) : own,
    }));
    const sum = list.reduce((total, row) => total + Math.round(row.own * price * 100), 0);
    return [
      compose(place, {
        key: `taken/${day}/notice`,
        kind: 'notice',
        title: `${use}征地面积和补偿公示`,
        emphasis: `${use}征地，每亩补 ${price / 10_000} 万元，公示 30 天`,
        catalogue: ['village.finance.11'],
        period: day.slice(0, 4),
        day,
        publicity: { from: day, to: addDays(day, 29), days: 30, atLeast: true },
        body: `${use}要用新田、石埠两组的地，涉及17户，按实地测量的面积算，每亩${price}元，青苗另外按棵数补。测量那天每户都有人在场，对不上的可以要求重测一次。公示不少于三十天，${shortDay(addDays(day, 29))}以后才签协议。`,
        tables: [
          table({
            columns: [['户主'], ['组'], ['面积（亩）', 'number'], ['补偿款', '元']],
            rows: [
              ...list.map((row) => [
                mask(row.household.head),
                row.household.group,
                row.own.toFixed(2),
                yuan(Math.round(row.own * price * 100)),
              ]),
              {
                kind: 'total' as const,
                cells: ['合计', '', list.reduce((total, row) => total + row.own, 0).toFixed(2), yuan(sum)],
              },
            ],
          }),
        ],
      }),
      compose(place, {
        key: `taken/${day}/result`,
        kind: 'result',
        title: `${use}征地补偿款发放结果`,
        emphasis: `补偿款 ${spoken(sum)} 全部到户`,
        catalogue: ['village.finance.11'],
        period: day.slice(0, 4),
        day: addDays(day, 64),
        follows: `taken/${day}/notice`,
        body: `公示期间有两户要求重测，一户多了三厘，一户没变。${shortDay(addDays(day, 60))}镇财政所把${yuan(sum)}元打到17户的卡上，集体部分提留数为零。青苗款另有一张表在村部。`,
      }),
    ];
  });
}

function unassigned(place: Place, year: number): DemoItem {
  const random = randomOf(`${place.code}/unassigned/${year}`);
  const rows = ['新田机动地', '石埠荒滩', '䶮山北坡', '溪边沙洲'].map((name) => [
    name,
    (random.integer(80, 2600) / 100).toFixed(2),
    random.pick(['合作社', '本村户', '空着', '学校劳动基地']),
    random.chance(0.7) ? `${random.integer(1, 9)}00元/年` : '',
  ]);
  return compose(place, {
    key: `unassigned/${year}`,
    kind: 'list',
    title: `${place.name}${year}年机动地和荒滩发包`,
    emphasis: '机动地和荒滩现在谁在用',
    catalogue: ['village.finance.16'],
    period: String(year),
    day: dayIn(year, 4, random.integer(6, 26)),
    body: `${year}年春天重新看了一遍，一共${rows.length}片。${rows[0]?.[0]}由${rows[0]?.[2]}用着，${rows[2]?.[0]}由${rows[2]?.[2]}用着；空着的要用，先申请，价钱由代表会议定。`,
    tables: [table({ columns: [['地方'], ['面积（亩）', 'number'], ['谁在用'], ['价钱']], rows })],
  });
}

function raised(place: Place, year: number): DemoItem {
  const random = randomOf(`${place.code}/raised/${year}`);
  const [each, days] = [random.integer(10, 20), random.integer(1, 2)];
  const people = random.integer(180, 420);
  return compose(place, {
    key: `raised/${year}`,
    kind: 'statement',
    title: `${place.name}${year}年一事一议筹资筹劳`,
    emphasis: `每人 ${each} 元、${days} 个工，办${random.pick(['水渠', '桥栏', '机耕路'])}`,
    catalogue: ['village.finance.3'],
    period: String(year),
    day: dayIn(year, 11, random.integer(5, 25)),
    body: `${year}年这一项由村民会议过半数通过：每人${each}元，劳力每人${days}个工，六十岁以上和在校学生免。应收${people}人、${each * people}元，实收${each * people - random.integer(0, 9) * each}元，没交的是常年在外的。工可以请人代，不许折成高价钱。`,
    tables: [
      table({
        columns: [['组'], ['人数', 'number'], ['筹资', '元'], ['筹劳（工）', 'number']],
        rows: place.groups.map((group, index) => {
          const count = Math.round(people / place.groups.length) + (index % 3) - 1;
          return [group, String(count), yuan(count * each * 100), String(count * days)];
        }),
      }),
    ],
  });
}

export function landItems(place: Place, today: string): DemoItem[] {
  if (place.kind === 'community') return [];
  const end = Date.parse(`${today}T00:00:00+08:00`);
  return [
    ...yearsUntil(today).flatMap((year) => [
      ...leases(place, year),
      ...houseSites(place, year, today),
      ...(place.full ? [unassigned(place, year)] : []),
      ...(place.full ? [raised(place, year)] : []),
    ]),
    ...takenLand(place),
  ].filter(({ publishedAt }) => publishedAt < end);
}
