/** What the county and the townships publish themselves: policies, guides, notices for all their villages. */
import { addDays } from '../source/days.ts';
import { dayIn, quartersBefore, quarterWord, yearsUntil } from './calendar.ts';
import { compose, type DemoItem } from './demo-item.ts';
import { spoken, yuan } from './money-text.ts';
import { county, type Place, townships, villages } from './places.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';

const policies: readonly (readonly [string, string, (year: number) => string])[] = [
  [
    '耕地地力保护补贴标准',
    '种地的补贴一亩多少钱',
    (year) =>
      `${year}年每亩${((8_800 + (year - 2018) * 260) / 100).toFixed(2)}元，承包户领取；抛荒、改做别用的不给。各镇乡六月底前打卡，名单在村里贴满七天。`,
  ],
  [
    '低保标准调整',
    '低保线是多少',
    (year) =>
      `从${year}年7月起，低保标准每人每月${820 + (year - 2018) * 45}元。原来在册的不用重新申请，由镇里统一调。家庭收入高出一点的，可以按低边享受看病和读书的帮助。`,
  ],
  [
    '农机购置补贴机具目录',
    '买哪些农机有补贴',
    (year) =>
      `${year}年可以补的有插秧机、收割机、烘干机、植保机、微耕机等${18 + (year % 7)}类。单台最多补${5 + (year % 4)}万元，一户一年不超过两台。`,
  ],
  [
    '医疗保险个人缴费',
    '明年医保交多少',
    (year) =>
      `${year + 1}年度每人交${280 + (year - 2018) * 40}元，9月到12月交，晚交的等三个月才能用。家里五口人以上的，一起交也没有折扣。`,
  ],
  [
    '危房改造补助',
    '房子危险了能补多少',
    (year) =>
      `${year}年D级重建每户最多补${(2.6 + (year - 2018) * 0.1).toFixed(1)}万元，C级修缮${(0.85 + (year - 2018) * 0.05).toFixed(2)}万元。先鉴定后动工，已经拆掉的不再补。`,
  ],
  [
    '森林防火封山令',
    '这段时间不能上山用火',
    (year) =>
      `${year}年${3 + (year % 2)}月1日到5月10日，全县林区禁止一切野外用火。上坟请用鲜花。发现火情打12119，报的人有奖，点火的人要赔。`,
  ],
  [
    '公开目录执行说明',
    '哪些事村里一定要公开',
    (year) =>
      `各村按目录逐项对，${year}年新增的是合同到期日和工程签证。缺一项的，下个月例会说明；公开了看不懂的，重做一遍。村里只能加，不能少。`,
  ],
  [
    '粮食最低收购价',
    '今年稻谷保底多少钱',
    (year) =>
      `${year}年早籼稻每百斤${118 + (year - 2018) * 2}元，晚籼稻${122 + (year - 2018) * 2}元。价格低于这个数时，国有粮站敞开收，不打白条，水分超的扣除要当面算。`,
  ],
];

const townNotices: readonly (readonly [
  string,
  string,
  (random: { integer: (a: number, b: number) => number }) => string,
])[] = [
  [
    '便民中心窗口时间',
    '镇里窗口几点开门',
    (random) =>
      `周一到周五上午八点半到十一点半、下午${random.integer(1, 2)}点半到五点，周六上午有人值班。医保、社保、民政三个窗口中午不关，人多时开第${random.integer(4, 6)}个。`,
  ],
  [
    '防汛值班和转移点',
    '大水来了往哪里走',
    (random) =>
      `转移点${random.integer(6, 11)}处，每处备有被褥${random.integer(40, 120)}床和三天的饮用水。听到锣声或者大喇叭连响三遍就走，不要回头拿东西。`,
  ],
  [
    '集市和交通管制',
    '赶集那天怎么停车',
    (random) =>
      `逢${random.integer(1, 4)}、${random.integer(6, 9)}赶集，早上五点到中午老街不进机动车，停车场在粮站后面，${random.integer(120, 260)}个位置，前两小时免费。`,
  ],
  [
    '新农机培训',
    '教开插秧机和无人机',
    (random) =>
      `免费教${random.integer(3, 6)}天，管一顿中饭，名额${random.integer(20, 50)}个，满十八岁、不超过六十岁。学完考试，合格发证。`,
  ],
  [
    '公益林护林员招聘',
    '招护林员',
    (random) =>
      `招${random.integer(4, 12)}名，每月${random.integer(14, 22) * 100}元，防火期每天巡山，熟悉地形的优先，低收入户同等条件先用。`,
  ],
];

function countyItems(today: string): DemoItem[] {
  return yearsUntil(today).flatMap((year) =>
    policies.map(([title, plain, body], index) =>
      compose(county, {
        key: `policy/${year}/${index}`,
        kind: 'policy',
        title: `${year}年${title}`,
        emphasis: plain,
        catalogue: ['zw.service.3', 'village.affairs.18'],
        period: String(year),
        day: dayIn(year, 1 + ((index * 2 + year) % 11), randomOf(`county/${year}/${index}`).integer(3, 25)),
        body: `${body(year)}\n\n有疑问可以到镇乡便民中心问，也可以打县里的电话${county.phone}。本文在全县各村查询机同时公布，文号：越演示〔${year}〕${index + 4}号。`,
      }),
    ),
  );
}

function townshipItems(place: Place, today: string): DemoItem[] {
  const notices = yearsUntil(today).flatMap((year) =>
    townNotices.map(([title, plain, body], index) => {
      const random = randomOf(`${place.code}/${year}/${index}`);
      return compose(place, {
        key: `town/${year}/${index}`,
        kind: index === 0 ? 'guide' : 'notice',
        title: `${place.name}${year}年${title}`,
        emphasis: plain,
        catalogue: [index === 0 ? 'zw.service.2' : 'zw.village.3'],
        period: String(year),
        day: dayIn(year, 2 + ((index * 2 + year) % 9), random.integer(3, 26)),
        body: `${body(random)}\n\n${place.name}人民政府，电话${place.phone}。`,
      });
    }),
  );
  const own = villages.filter(({ township }) => township === place.code);
  const compared = quartersBefore(today)
    .filter(({ quarter }) => quarter === 4)
    .map((quarter) => {
      const rows = own.map((village) => {
        const random = randomOf(`${village.code}/spot/${quarter.year}`);
        return [
          village.name,
          String(random.integer(38, 60)),
          String(random.integer(0, 3)),
          `${random.integer(88, 100)}分`,
        ];
      });
      return compose(place, {
        key: `spot/${quarter.year}`,
        kind: 'list',
        title: `${place.name}${quarter.year}年公开情况抽查`,
        emphasis: `镇里抽查了 ${own.length} 个村（社区）的公开情况`,
        catalogue: ['sx.supervision.3'],
        period: String(quarter.year),
        day: addDays(quarter.last, randomOf(`${place.code}/spot/${quarter.year}`).integer(6, 20)),
        body: `抽查${rows.map(([name, count, late]) => `${name}${count}项，迟公开${late}项`).join('；')}。迟了的当场写明原因，三天内补上，补上的日期照实写，不改成原来的日期。`,
        tables: [
          table({ columns: [['村（社区）'], ['抽查项数', 'number'], ['迟公开', 'number'], ['评分']], rows }),
        ],
      });
    });
  const money = quartersBefore(today)
    .filter(({ quarter }) => quarter === 2)
    .map((quarter) => {
      const rows = own.map((village) => ({
        name: village.name,
        fen: randomOf(`${village.code}/grant/${quarter.year}`).integer(1600, 6800) * 10_000,
      }));
      const total = rows.reduce((sum, { fen }) => sum + fen, 0);
      return compose(place, {
        key: `grants/${quarter.year}`,
        kind: 'statement',
        title: `${place.name}${quarter.year}年上半年拨给各村的钱`,
        emphasis: `镇里拨给各村 ${spoken(total)}`,
        catalogue: ['zw.finance.2'],
        period: quarter.period,
        day: addDays(quarter.last, 12),
        body: `${quarter.year}年${quarterWord(quarter.quarter)}季度末止，镇财政所拨付各村运转和项目补助共${yuan(total)}元，逐笔转账，村里收到的数应当和这张表一样；对不上的请打${place.phone}。`,
        tables: [
          table({
            columns: [['村（社区）'], ['金额', '元']],
            rows: [
              ...rows.map(({ name, fen }) => [name, yuan(fen)]),
              { kind: 'total', cells: ['合计', yuan(total)] },
            ],
          }),
        ],
      });
    });
  return [...notices, ...compared, ...money];
}

/** A few things that the county says to one village alone. */
function countyToVillages(today: string): DemoItem[] {
  return villages.flatMap((place) =>
    yearsUntil(today)
      .filter((year) => year % 2 === 0)
      .map((year) => {
        const random = randomOf(`${place.code}/inspection/${year}`);
        return {
          ...compose(place, {
            key: `inspection/${year}`,
            kind: 'result',
            title: `县里对${place.name}财务巡查的意见（${year}年）`,
            emphasis: `县里查了 ${year - 1} 年的账，提了两条意见`,
            catalogue: [
              'zw.finance.5',
              place.kind === 'community' ? 'community.finance.5' : 'village.finance.8',
            ],
            period: String(year),
            day: dayIn(year, 9, random.integer(8, 26)),
            body: `巡查${random.integer(3, 5)}天，看了${year - 1}年全年的账。总的看手续齐全。要改的：一是${random.pick(['合同到期没有及时收回', '工程签证写得太简单', '两处资产没有卡片'])}；二是${random.pick(['误工补贴没有附会议签到', '库存物资半年没盘点', '收据号码跳了一号，要写说明'])}。${random.integer(30, 60)}天内改好，结果贴在原处。`,
          }),
          source: 'county' as const,
          signer: 'county',
        };
      }),
  );
}

export function upperItems(today: string): DemoItem[] {
  return [
    ...countyItems(today),
    ...townships.flatMap((place) => townshipItems(place, today)),
    ...countyToVillages(today),
  ];
}
