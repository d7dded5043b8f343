/** What the place is: history, people in office, plans, honours, what it is known for; guides and who to call. */
import { addDays } from '../source/days.ts';
import { dayIn, yearsUntil } from './calendar.ts';
import { compose, type DemoItem } from './demo-item.ts';
import { guides, histories, honours, specialities } from './overview-data.ts';
import { officialsOn, type Place, suiting } from './places.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';
import { entriesFor } from './topics.ts';

const seat = (place: Place) => (place.kind === 'community' ? '社区' : '村');

function staff(place: Place, day: string, key: string): DemoItem {
  const officials = officialsOn(place, day);
  const rows = [
    ['党组织书记', officials.secretary, '抓总，管重大事项和干部'],
    [place.kind === 'community' ? '居委会主任' : '村委会主任', officials.deputy, '日常事务、工程、调解'],
    ['文书', officials.clerk, '收发、公章、信息公开、查询机'],
    ['报账员', officials.accountant, '记账、报账、合同台账'],
    ['妇联主席', officials.women, '妇女儿童、老年食堂、救助'],
    ['治保和民兵', officials.security, '治安、防汛防火、外来人员登记'],
    ['监督委员会主任', officials.overseer, '看账、看工程、听意见'],
  ];
  return compose(place, {
    key: `staff/${key}`,
    kind: 'list',
    title: `${place.name}干部分工（${day.slice(0, 4)}年）`,
    emphasis: `${seat(place)}里谁管什么`,
    catalogue: entriesFor(place, 'staff'),
    period: day.slice(0, 4),
    day,
    body: `${day.slice(0, 4)}年起这样分工，${officials.secretary}是带头人。找谁办什么事看下表，人不在就打值班电话${place.phone}，接电话的人要记下来。`,
    tables: [table({ columns: [['职务'], ['姓名'], ['管什么']], rows })],
  });
}

function plans(place: Place, year: number): DemoItem[] {
  const random = randomOf(`${place.code}/plan/${year}`);
  const wishes = random.some(
    suiting(
      place,
      [
        '把主渠道清一遍',
        '老房子白蚁查一次',
        '请农技员每月来一天',
        '给路灯编上号',
        '茶园套种黄豆',
        '建一个晒场棚',
        '把祠堂的匾修好',
        '孩子暑期班开满四周',
        '接一条公交线',
        '集体经营收入再上一步',
        '帮五户装防滑扶手',
        '垃圾减量一成',
      ],
      (wish) => wish,
    ),
    5,
  );
  return [
    compose(place, {
      key: `plan/${year}`,
      kind: 'general',
      title: `${place.name}${year}年工作打算`,
      emphasis: `${year}年打算做 ${wishes.length} 件事`,
      catalogue: entriesFor(place, 'plan'),
      period: String(year),
      day: dayIn(year, 1, random.integer(16, 27)),
      body: `${year}年要办的事，先征求了${random.integer(80, 260)}户的意见，再由代表会议定：\n\n${wishes.map((wish, index) => `- ${wish}（${['上半年', '年内', '七月前', '秋收后', '长期'][index]}）`).join('\n')}\n\n钱从哪来：上级补助约${random.integer(15, 60)}万元，集体自筹约${random.integer(6, 25)}万元。`,
    }),
    compose(place, {
      key: `report/${year}`,
      kind: 'general',
      title: `${place.name}${year}年工作报告`,
      emphasis: `${year}年做了什么，没做成什么`,
      catalogue: entriesFor(place, 'yearReport'),
      period: String(year),
      day: dayIn(year, 12, random.integer(22, 28)),
      follows: `plan/${year}`,
      body: `年初说的五件事，${random.integer(3, 4)}件办成。“${wishes[0]}”办得最快，“${wishes[4]}”${random.pick(['只做了一半，钱没到位', '因为下雨拖到明年开春', '做了，效果还要看'])}。全年开代表会议${random.integer(5, 9)}次，接待来访${random.integer(120, 380)}人次。人口方面：出生${random.integer(6, 22)}人，去世${random.integer(8, 19)}人，迁入${random.integer(0, 6)}户。报告经代表会议通过。`,
    }),
  ];
}

function grid(place: Place, year: number): DemoItem {
  const random = randomOf(`${place.code}/grid/${year}`);
  const names = officialsOn(place, dayIn(year, 3, 1));
  const keepers = [names.deputy, names.clerk, names.women, names.security, names.accountant];
  return compose(place, {
    key: `grid/${year}`,
    kind: 'list',
    title: `${place.name}${year}年网格和网格员`,
    emphasis: `你家归哪个网格，找哪个网格员`,
    catalogue: entriesFor(place, 'grid'),
    period: String(year),
    day: dayIn(year, 3, random.integer(4, 26)),
    body: `全${seat(place)}分${place.groups.length}个网格，网格员每周走一遍，${year}年要求每户每季至少到一次。换了人的会在门上贴新卡片。急事打${place.phone}。`,
    tables: [
      table({
        columns: [['网格'], ['户数', 'number'], ['网格员'], ['走访日']],
        rows: place.groups.map((group, index) => [
          group,
          String(Math.round(place.households / place.groups.length) + ((index * 3) % 7) - 3),
          keepers[index % keepers.length] ?? '',
          `每周${['一', '二', '三', '四', '五', '六'][(index + year) % 6]}`,
        ]),
      }),
    ],
  });
}

function honour(place: Place, year: number, index: number): DemoItem {
  const random = randomOf(`${place.code}/honour/${year}/${index}`);
  const list = suiting(place, honours, ([what]) => what);
  const [title, why] = list[(index * 5 + year + place.people) % list.length] ?? [
    '先进集体',
    '各方面工作扎实',
  ];
  const day = dayIn(year, random.integer(4, 11), random.integer(3, 27));
  return compose(place, {
    key: `honour/${year}/${index}`,
    kind: 'general',
    title: `${place.name}获${year}年度“${title}”`,
    emphasis: `得了“${title}”`,
    catalogue: ['sx.overview.7'],
    period: String(year),
    day,
    body: `${why}。全县评了${random.integer(8, 40)}家，${place.townshipName}有${random.integer(1, 3)}家。牌子挂在村部一楼，奖金${random.integer(1, 6) * 2000}元用来${random.pick(['添图书', '给保洁员买雨衣', '修公共厕所', '办一次敬老宴', '换公开栏的玻璃'])}。`,
    files:
      place.full && year >= 2025
        ? [
            {
              drawing: 'scene',
              subject: 'board',
              lines: [title, `${year}年`, place.name, '县里颁发（演示）'],
              name: '牌子.jpg',
              title: `“${title}”牌子`,
              access: 'all',
            },
          ]
        : [],
  });
}

function texts(place: Place): DemoItem[] {
  const own = histories[place.code] ?? [];
  const history = own.map(([title, body], index) =>
    compose(place, {
      key: `history/${index}`,
      kind: 'general',
      title,
      catalogue: ['sx.overview.1', ...entriesFor(place, 'plan').slice(0, 1)],
      day: dayIn(2018 + (index % 8), 1 + (index % 10), 8 + index),
      publicity: { longTerm: true },
      body,
      files:
        place.full && index < 4
          ? [
              {
                drawing: 'scene',
                subject: ['river', 'hillside', 'bridge', 'hall'][index] ?? 'road',
                lines: [title],
                name: '插图.jpg',
                title,
                access: 'all',
              },
            ]
          : [],
    }),
  );
  const special = suiting(place, specialities, ([what]) => what).map(([title, body], index) =>
    compose(place, {
      key: `special/${index}`,
      kind: 'general',
      title: `${place.name}的${title}`,
      catalogue: ['sx.overview.8'],
      day: dayIn(2018 + (index % 9), 5 + (index % 4), 5 + ((index * 3 + place.people) % 20)),
      body: body(place.name, randomOf(`${place.code}/special/${index}`)),
    }),
  );
  return [...history, ...(place.full ? special : special.filter((_, index) => index % 3 === 0))];
}

function guideItems(place: Place): DemoItem[] {
  const list = place.full
    ? guides
    : suiting(place, guides, ([what]) => what).filter((_, index) => index % 3 === 0);
  return list.map(([title, bring, where, takes], index) =>
    compose(place, {
      key: `guide/${index}`,
      kind: 'guide',
      title: `怎么办：${title}`,
      emphasis: `${title}要带什么、到哪里办`,
      catalogue: entriesFor(place, 'services'),
      day: dayIn(2018 + (index % 9), 2 + (index % 8), 3 + ((index * 5 + place.people) % 24)),
      publicity: { longTerm: true },
      body: `**要带的**：${bring}。\n\n**到哪里**：${where}。\n\n**要多久**：${takes}。\n\n${place.name}可以代办，代办员${officialsOn(place, dayIn(2018 + (index % 9), 2 + (index % 8), 20)).clerk}，电话${place.phone}，代办不收钱。`,
    }),
  );
}

function whoToCall(place: Place, year: number): DemoItem {
  const random = randomOf(`${place.code}/call/${year}`);
  const town = place.township === '990001002000' ? '0981-6033' : '0981-6021';
  return compose(place, {
    key: `call/${year}`,
    kind: 'guide',
    title: `${place.name}便民电话（${year}年）`,
    emphasis: '停水停电、看病、调解，打哪个电话',
    catalogue: entriesFor(place, 'utilities'),
    period: String(year),
    day: dayIn(year, 1, random.integer(8, 25)),
    body: `${year}年核对过一遍，都打得通。晚上${random.pick(['九点', '十点'])}以后值班电话转到手机上，接的人是轮流的。电话有变请告诉${officialsOn(place, dayIn(year, 1, 25)).clerk}。`,
    tables: [
      table({
        columns: [['什么事'], ['找谁'], ['电话']],
        rows: [
          [`${seat(place)}里的事`, '值班室', place.phone],
          ['停水', '水厂', `${town}220`],
          ['停电', '供电所', `${town}330`],
          ['看病', '卫生室', `${town}120`],
          ['纠纷', '司法所', `${town}148`],
          ['片区民警', '派出所', `${town}110`],
          ['补贴没到账', '财政所', `${town}066`],
          ['村居法律顾问', `${random.pick(['周', '吴', '郑'])}律师，每月第一个周三坐班`, `${town}088`],
          ['惠农补贴举报', '全国热线', '12317'],
        ],
      }),
    ],
  });
}

export function overviewItems(place: Place, today: string): DemoItem[] {
  const end = Date.parse(`${today}T00:00:00+08:00`);
  return [
    staff(place, '2018-03-08', 'first'),
    staff(place, addDays('2020-12-12', 12), 'second'),
    ...yearsUntil(today).flatMap((year) => [
      ...(place.full ? plans(place, year) : plans(place, year).slice(0, 1)),
      ...(place.full || year % 3 === 2 ? [grid(place, year)] : []),
      ...[0, 1].slice(0, place.full ? 2 : year % 3 === 0 ? 1 : 0).map((index) => honour(place, year, index)),
      ...(place.full || year % 3 === 0 ? [whoToCall(place, year)] : []),
    ]),
    ...texts(place),
    ...guideItems(place),
  ].filter(({ publishedAt }) => publishedAt < end);
}
