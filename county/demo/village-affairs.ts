/** Decisions, hired labour, customs, deliberations: what a village settles and who did the work. */
import { addDays } from '../source/days.ts';
import {
  chineseDay,
  dayIn,
  type Month,
  monthsBefore,
  quartersBefore,
  quarterWord,
  shortDay,
  yearsUntil,
} from './calendar.ts';
import { compose, type DemoItem } from './demo-item.ts';
import { spoken, yuan } from './money-text.ts';
import { mask, villagers } from './people.ts';
import { officialsOn, type Place, suiting } from './places.ts';
import { type Random, randomOf } from './random.ts';
import { table } from './tables.ts';
import { entriesFor } from './topics.ts';

type Matter = readonly [what: string, detail: (random: Random) => string];

const matters: readonly Matter[] = [
  [
    '老茶厂厂房续租',
    (random) =>
      `租户要求租金不涨，代表要求每年涨百分之三，最后定为涨百分之${random.integer(2, 5)}，租期${random.integer(2, 4)}年`,
  ],
  [
    '调整保洁路段',
    (random) =>
      `八个组分成${random.integer(3, 5)}段，每段一人，每月${random.integer(180, 260) * 10}元，迟到三次换人`,
  ],
  [
    '集体收益怎么分',
    (random) => `提留${random.integer(20, 40)}%修路修渠，其余按股分，外嫁女按章程第十二条办`,
  ],
  [
    '村规民约加一条',
    (random) => `遛狗要拴绳，第一次提醒，第二次罚扫公共地段${random.integer(1, 3)}次，不罚款`,
  ],
  [
    '礼堂借用收不收钱',
    (random) =>
      `本村办喜事白天不收，晚上收电费${random.integer(5, 12) * 10}元，外村${random.integer(2, 5) * 100}元`,
  ],
  ['外来车辆停放', (random) => `桥头划${random.integer(18, 42)}个车位，本村车不收费，过夜车登记`],
  ['鱼塘承包到期', (random) => `重新竞价，底价每年${random.integer(12, 30) * 1000}元，禁止投肥养鱼`],
  [
    '老年食堂饭价',
    (random) =>
      `80岁以上每餐${random.integer(3, 5)}元，70到79岁${random.integer(6, 8)}元，不足部分从集体收益补`,
  ],
  ['公墓管理费', (random) => `每穴每年${random.integer(2, 6) * 10}元，困难户免`],
  ['村道限高杆', (random) => `限高${random.integer(28, 35) / 10}米，农机和救护车由网格员开杆`],
  ['垃圾分类奖罚', (random) => `按月评，前${random.integer(10, 30)}户发肥皂和毛巾，最差的由党员上门帮着分`],
  [
    '聘请护林员',
    (random) => `聘${random.integer(1, 3)}人，每人每年${random.integer(60, 98) * 100}元，防火期天天上山`,
  ],
  ['换水费收法', (random) => `改成一季一抄，每吨${random.integer(12, 22) / 10}元，漏水自己修表后的管`],
  ['广告牌位置出租', (random) => `村口两块，租给合作社卖茶叶，每块每年${random.integer(8, 20) * 100}元`],
  ['清明期间上山管控', (random) => `四个路口设岗，收打火机，发鲜花${random.integer(100, 300)}束`],
  [
    '选乡村医生帮手',
    (random) => `从${random.integer(2, 4)}名报名的人里选1名，每月补${random.integer(6, 12) * 100}元`,
  ],
];

function decision(place: Place, year: number, index: number, count: number): DemoItem[] {
  const random = randomOf(`${place.code}/decision/${year}/${index}`);
  const list = suiting(place, matters, ([matter]) => matter);
  const [what, detail] = list[(index * 7 + year * 3 + place.people) % list.length] ?? [
    '日常事项',
    () => '按惯例办',
  ];
  const day = dayIn(year, 1 + Math.floor((index * 12) / count), random.integer(4, 24));
  const all = place.full ? 38 : 22;
  const present = all - random.integer(1, 6);
  const against = random.integer(0, 4);
  const word = place.kind === 'community' ? '居民' : '村民';
  const first = compose(place, {
    key: `decision/${year}/${index}`,
    kind: 'decision',
    title: `${word}代表会议决定：${what}`,
    emphasis: `${what}：${present - against}人同意，通过`,
    catalogue: ['sx.village.1', 'zw.village.1'],
    period: String(year),
    day: addDays(day, 1),
    body: `${chineseDay(day)}${random.pick(['晚上', '下午', '上午'])}开代表会议，应到${all}人，实到${present}人。${what}这件事，${detail(random)}。表决：同意${present - against}，不同意${against}，弃权0。${random.pick(['会上有人问执行不到位怎么办，答复是监督委员会每月看一次。', '不同意的代表意见已记录在册。', '散会前大家把记录看了一遍才签字。', '照这个办一年，明年再议。', '从下个月一号起执行。'])}`,
    files:
      place.full && year >= 2025 && index % 3 === 0
        ? [
            {
              drawing: 'scene',
              subject: 'meeting',
              lines: [`代表会议：${what}`],
              name: '会议.jpg',
              title: '会议现场',
              access: 'all',
            },
          ]
        : [],
  });
  if (index % 3 !== 0 || !place.full) return [first];
  const result = compose(place, {
    key: `decision/${year}/${index}/result`,
    kind: 'result',
    title: `${what}办得怎么样了`,
    emphasis: `${what}：${random.pick(['已经办好', '办了一大半', '照决定执行'])}`,
    catalogue: [...entriesFor(place, 'deliberation')],
    period: String(year),
    day: addDays(day, random.integer(40, 75)),
    follows: `decision/${year}/${index}`,
    body: `${shortDay(day)}代表会议定的“${what}”，到今天${random.pick(['已经落实，合同和名单都在文书那里', '照着办了一个多月，有两户说不方便，已经个别商量', '办好了，花的钱列在当月账里', '还差最后签字，估计半个月内办完'])}。监督委员会${officialsOn(place, day).overseer}看过${random.integer(1, 3)}次，${random.pick(['没有发现走样', '指出一处时间拖了，已改', '建议明年提早半个月开会'])}。`,
  });
  return [first, result];
}

const jobs = [
  '清理水沟',
  '割村道两边的草',
  '搬运防汛沙袋',
  '礼堂搬桌椅',
  '种行道树',
  '粉刷公厕',
  '修田间小路',
  '清运建筑垃圾',
  '看护果园仓库',
  '挖排水沟',
  '抬水管',
  '贴瓷砖',
  '撒融雪盐',
];

function labour(place: Place, month: Month): DemoItem {
  const random = randomOf(`${place.code}/labour/${month.period}`);
  const rate = month.year < 2020 ? 130 : month.year < 2023 ? 150 : 180;
  const rows = villagers(place, `labour/${month.period}`, random.integer(4, 10)).map((household) => {
    const halves = random.integer(1, 10);
    return { household, job: random.pick(jobs), days: halves / 2, fen: (halves * rate * 100) / 2 };
  });
  const total = rows.reduce((sum, { fen }) => sum + fen, 0);
  const days = rows.reduce((sum, row) => sum + row.days, 0);
  return compose(place, {
    key: `labour/${month.period}`,
    kind: 'list',
    title: `${place.name}${month.year}年${month.month}月劳务用工公示`,
    emphasis: `${month.month}月请了 ${rows.length} 个人干活，付 ${spoken(total)}`,
    catalogue: entriesFor(place, 'labour'),
    period: month.period,
    day: addDays(month.last, random.integer(1, 4)),
    body: `${month.month}月份用工${rows.length}人、${days}个工，每个工${rate}元，共${yuan(total)}元，活主要是${[...new Set(rows.slice(0, 3).map(({ job }) => job))].join('、')}。记工的是各组组长，钱打到本人卡里；${random.pick(['没有村干部家属', '其中一人是代表，按同样价钱', '有两人是低收入户，优先请的'])}。`,
    tables: [
      table({
        columns: [['姓名'], ['组'], ['做什么'], ['工数', 'number'], ['报酬', '元']],
        rows: [
          ...rows.map(({ household, job, days: each, fen }) => [
            mask(household.head),
            household.group,
            job,
            String(each),
            yuan(fen),
          ]),
          { kind: 'total', cells: ['合计', '', '', String(days), yuan(total)] },
        ],
      }),
    ],
  });
}

function customs(place: Place, today: string): DemoItem[] {
  return quartersBefore(today)
    .filter(() => place.full)
    .map((quarter) => {
      const random = randomOf(`${place.code}/customs/${quarter.period}`);
      const [weddings, funerals] = [random.integer(1, 5), random.integer(1, 6)];
      return compose(place, {
        key: `customs/${quarter.period}`,
        kind: 'general',
        title: `${place.name}${quarter.year}年第${quarterWord(quarter.quarter)}季度红白事情况`,
        emphasis: `红事 ${weddings} 家、白事 ${funerals} 家，都照规矩办`,
        catalogue: entriesFor(place, 'customs'),
        period: quarter.period,
        day: addDays(quarter.last, random.integer(3, 10)),
        body: `理事会这一季帮着张罗红事${weddings}家、白事${funerals}家。酒席都没超过${random.integer(12, 20)}桌，每桌菜钱控制在${random.integer(5, 8) * 100}元以内，比自己请人办一家省下约${random.integer(4, 18) * 1000}元。${random.pick(['借出碗筷两百套，打碎的照价赔。', '有一家原想放烟花，劝住了。', '鼓乐队改成放录音。', '随礼控制在三百元，大家都说轻松。', '礼堂排期请提前十天来登记。'])}`,
      });
    });
}

const epidemicTexts: readonly (readonly [string, string])[] = [
  [
    '2020-01-27',
    '村口设岗，外来车辆请登记。走亲戚的先缓一缓，红事推迟、白事从简。体温超过37.3度的，打村卫生室电话，不要自己坐车去医院。',
  ],
  [
    '2020-02-09',
    '在家的每户两天可以有一人出门买菜，村里统一订的菜在桥头发，按群里接龙的数量取，一份28元，蔬菜七样。',
  ],
  [
    '2020-02-24',
    '外出务工的开始登记，健康证明在村部开，每天上午八点到十一点。包车去县城车站的每周二、周五发车。',
  ],
  ['2020-04-02', '值守岗撤了，口罩还要戴。春耕用的种子化肥由合作社代买，钱货两清，账目另行公布。'],
  ['2020-12-21', '从外地回来的，请提前三天告诉组长。礼堂、棋牌室暂时不开。'],
  [
    '2021-03-18',
    '接种分三天，按组来，带身份证。第一天上溪、下溪，第二天桥头、竹园，第三天其余各组。慢病的先问医生。',
  ],
  ['2021-08-06', '非必要不去外地。快递统一放在村口货架，签收前先消毒。老年活动室停开两周。'],
  ['2022-03-29', '采样点设在礼堂前，早上六点开始，老人和带小孩的先做。做的时候不要说话，隔开一米。'],
  ['2022-10-30', '村里备了退热药和抗原，困难和独居老人由网格员送上门。'],
  ['2022-12-15', '封控措施不再有了。发热的在家休息，六十岁以上的呼吸不顺马上打120，村里有车可以送。'],
];

function epidemic(place: Place): DemoItem[] {
  const list = place.full ? epidemicTexts : epidemicTexts.filter((_, index) => index % 3 === 0);
  return list.map(([day, text], index) =>
    compose(place, {
      key: `epidemic/${day}`,
      kind: 'notice',
      title: `${place.name}防疫告知（${shortDay(day)}）`,
      emphasis: '防疫要注意什么',
      catalogue: entriesFor(place, 'epidemic'),
      period: day.slice(0, 4),
      day,
      body: `${text}\n\n值班电话${place.phone}，第${index + 1}号告知，以后有变化再贴。`,
    }),
  );
}

function deliberation(place: Place, year: number): DemoItem[] {
  const random = randomOf(`${place.code}/talk/${year}`);
  const subject = random.pick([
    '桥头停车乱',
    '晚上广场舞声音大',
    '养鸡养鸭跑到路上',
    '老井要不要封',
    '公共晾晒场谁用',
    '菜园篱笆统一不统一',
    '夜里狗叫',
  ]);
  const day = dayIn(year, 5, random.integer(6, 20));
  const key = `talk/${year}`;
  const parts = [
    [
      'before',
      '商量之前',
      0,
      `${subject}，群里说了好多次。定在${shortDay(addDays(day, 7))}晚七点在礼堂商量，请住得近的${random.integer(12, 26)}户都来一个人，不来的可以写条子。`,
    ],
    [
      'during',
      '商量经过',
      9,
      `到会${random.integer(18, 33)}人，说了三种办法。多数人的意思是${random.pick(['定时间、划地方', '谁家的谁管', '先试三个月', '集体出一点钱，各家出一点力'])}，少数人觉得管不住，条子上的意见也念了。`,
    ],
    [
      'after',
      '商量以后',
      70,
      `照商量的办了两个月，${random.pick(['投诉从每周五六起降到一起', '大家基本都照做', '有一户没改，组长又上门两次'])}。回头看，${random.integer(16, 28)}户里${random.integer(14, 16)}户说好，没解决的列到下次再商量。`,
    ],
  ] as const;
  return parts.map(([part, label, after, body], index) =>
    compose(place, {
      key: `${key}/${part}`,
      kind: index === 2 ? 'result' : 'notice',
      title: `${subject}：${label}`,
      emphasis: `${subject}，大家怎么说`,
      catalogue: entriesFor(place, 'deliberation'),
      period: String(year),
      day: addDays(day, after),
      body,
      ...(index === 0 ? {} : { follows: `${key}/${parts[index - 1]?.[0]}` }),
    }),
  );
}

export function villageAffairs(place: Place, today: string): DemoItem[] {
  const end = Date.parse(`${today}T00:00:00+08:00`);
  const count = place.full ? 9 : 1;
  const years = yearsUntil(today);
  return [
    ...years.flatMap((year) =>
      Array.from({ length: count }, (_, index) => decision(place, year, index, count)).flat(),
    ),
    ...monthsBefore(today)
      .filter(({ month }) => place.full || month === 10)
      .map((month) => labour(place, month)),
    ...customs(place, today),
    ...epidemic(place),
    ...years.flatMap((year) => (place.full || year % 3 === 0 ? deliberation(place, year) : [])),
  ].filter(({ publishedAt }) => publishedAt < end);
}
