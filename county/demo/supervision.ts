/** Supervision: monthly meetings, checks of the books, questions with their answers, appraisal, how to report. */
import { addDays } from '../source/days.ts';
import {
  dayIn,
  type Month,
  monthsBefore,
  quartersBefore,
  quarterWord,
  shortDay,
  yearsUntil,
} from './calendar.ts';
import { compose, type DemoItem } from './demo-item.ts';
import { type LedgerMonth, sumsOf, totalOf } from './ledger.ts';
import { yuan } from './money-text.ts';
import { mask, villagers } from './people.ts';
import { officialsOn, type Place, suiting } from './places.ts';
import { questions } from './questions-data.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';
import { entriesFor, type topics } from './topics.ts';

const committee = (place: Place) => (place.kind === 'community' ? '居务监督委员会' : '村务监督委员会');
const checks = [
  '看公开栏有没有按时换',
  '到工地量尺寸',
  '抽五张发票看经手人',
  '核对低保户的近况',
  '看仓库和台账对不对得上',
  '旁听代表会议',
  '查公章使用登记',
  '走访三户问意见',
  '看招租有没有公开',
  '看误工补贴签字',
];
const outcomes = [
  '没有发现问题',
  '有一张发票缺证明人，已补',
  '公开栏迟了两天，当场提醒',
  '台账少记两样，月底补上',
  '一处尺寸短了，已让施工方补做',
  '建议把合同到期日写大一些',
  '有一户多领了，已退回',
];

function monthly(place: Place, month: Month): DemoItem {
  const random = randomOf(`${place.code}/overseers/${month.period}`);
  const day = dayIn(month.year, month.month, random.integer(19, 27));
  const done = random.some(checks, 3);
  const officials = officialsOn(place, day);
  return compose(place, {
    key: `overseers/${month.period}`,
    kind: 'general',
    title: `${committee(place)}${month.year}年${month.month}月监督记录`,
    emphasis: `${month.month}月查了三件事：${random.pick(outcomes)}`,
    catalogue: ['sx.supervision.3', 'sx.supervision'],
    period: month.period,
    day: addDays(day, random.integer(1, 4)),
    body: `${shortDay(day)}，${officials.overseer}等三人开月例会。这个月${done.map((what, index) => `${index + 1}）${what}：${outcomes[(month.month * 3 + index * 2 + month.year + random.integer(0, 6)) % outcomes.length]}`).join('；')}。接到口头反映${random.integer(0, 5)}件，转给${officials.deputy}${random.integer(0, 2)}件。记录一式两份，一份交镇纪委。`,
  });
}

function moneyChecks(place: Place, months: readonly LedgerMonth[], today: string): DemoItem[] {
  return quartersBefore(today)
    .filter(({ quarter }) => place.full || quarter === 2)
    .map((quarter) => {
      const within = months
        .filter(({ first, last }) => first >= quarter.first && last <= quarter.last)
        .flatMap((month) => month.entries);
      const spending = totalOf(sumsOf(within, 'out'));
      const random = randomOf(`${place.code}/check/${quarter.period}`);
      const looked = random.some(within, 4);
      return compose(place, {
        key: `check/${quarter.period}`,
        kind: 'general',
        title: `${quarter.year}年第${quarterWord(quarter.quarter)}季度查账情况`,
        emphasis: `监督委员会看了 ${within.length} 张凭证`,
        catalogue: entriesFor(place, 'moneyCheck'),
        period: quarter.period,
        day: addDays(quarter.last, random.integer(3, 9)),
        body: `本季凭证${within.length}张，支出${yuan(spending)}元，${committee(place)}逐张看过，抽${looked.length}笔打电话核实。${random.pick(['没有白条。', '退回一张没有附清单的。', '有一笔跨了季度，已说明。', '两张油费没写车号，不予报销。', '手续齐。'])}审核章盖在封面上，盖章人${officialsOn(place, quarter.last).overseer}。`,
        tables: [
          table({
            title: '抽查的几笔',
            columns: [['日期', 'date'], ['内容'], ['金额', '元'], ['看了什么'], ['结果']],
            rows: looked.map((entry) => [
              shortDay(entry.day),
              entry.memo,
              yuan(entry.fen),
              random.pick(['对方收没收到', '有没有验收', '价格高不高', '有没有签字']),
              random.pick(['属实', '属实', '价格合理', '补了签字']),
            ]),
          }),
        ],
      });
    });
}

function questionPairs(place: Place, year: number): DemoItem[] {
  const count = place.full ? 8 : (year + 1) % 2;
  return Array.from({ length: count }, (_, index) => {
    const random = randomOf(`${place.code}/question/${year}/${index}`);
    const list = suiting(place, questions, ({ question }) => question);
    const plan = list[(index * 3 + (year - 2018) * 7 + place.people) % list.length];
    if (!plan) return [];
    const [asker] = villagers(place, `question/${year}/${index}`, 1);
    const day = dayIn(year, 1 + Math.floor((index * 12) / count), random.integer(2, 25));
    const group = random.pick(place.groups);
    const key = `question/${year}/${index}`;
    const late = random.integer(2, 9);
    return [
      compose(place, {
        key: `${key}/asked`,
        kind: 'question',
        title: `问：${plan.question}`,
        emphasis: plan.question,
        catalogue: entriesFor(place, 'questions'),
        period: String(year),
        day,
        body: `${group}${mask(asker?.head ?? '陈*华')}在${shortDay(day)}${random.pick(['用查询机', '打电话', '在意见箱里', '当面'])}问：${plan.detail(group, random)}`,
      }),
      compose(place, {
        key: `${key}/answer`,
        kind: 'result',
        title: `答：${plan.question}`,
        emphasis: plan.short,
        catalogue: entriesFor(place, 'questions'),
        period: String(year),
        day: addDays(day, late),
        follows: `${key}/asked`,
        body: `${plan.answer(group, random, year)}\n\n答复人：${officialsOn(place, day).clerk}，用了${late}天。还有不清楚的，可以接着问。`,
      }),
    ];
  }).flat();
}

function yearly(place: Place, year: number): DemoItem[] {
  const random = randomOf(`${place.code}/supervision/${year}`);
  const officials = officialsOn(place, dayIn(year, 12, 31));
  const all = place.full ? 38 : 22;
  const rows = [officials.secretary, officials.deputy, officials.clerk, officials.women, officials.security]
    .filter((name, index, list) => list.indexOf(name) === index)
    .map((name) => {
      const good = all - random.integer(1, 6);
      return [name, String(good), String(Math.max(0, all - good - 1)), String(Math.min(1, all - good))];
    });
  return [
    compose(place, {
      key: `appraisal/${year}`,
      kind: 'list',
      title: `${year}年代表评议干部结果`,
      emphasis: `${all}名代表给干部打了分`,
      catalogue: entriesFor(place, 'appraisal'),
      period: String(year),
      day: dayIn(year, 12, random.integer(20, 28)),
      body: `代表不记名填票，发${all}张收${all}张，当场唱票。得“好”最多的是${[...rows].sort((first, second) => Number(second[1]) - Number(first[1]))[0]?.[0]}。${random.pick(['意见集中在“开会多、进门少”，明年改。', '大家希望回话再快一点。', '有代表说公开的表看不懂，明年配图。', '对修路满意，对停车不满意。'])}评议结果和年终报酬挂钩。`,
      tables: [table({ columns: [['干部'], ['好', 'number'], ['一般', 'number'], ['差', 'number']], rows })],
    }),
    compose(place, {
      key: `how-to-report/${year}`,
      kind: 'guide',
      title: `发现问题怎么说（${year}年更新）`,
      emphasis: '有意见、要举报，打这几个电话',
      catalogue: ['sx.supervision.4', 'zw.service.1'],
      period: String(year),
      day: dayIn(year, 1, random.integer(5, 20)),
      publicity: { longTerm: true },
      body: `先找${committee(place)}${officials.overseer}，每月${random.integer(10, 25)}日在一楼值班；也可以打${place.phone}。补贴被扣被占，打12317；党员干部违纪，打12388；别的事打12345。写信放进门口的意见箱，钥匙在镇里。${year}年起，实名反映的十五天内答复。`,
    }),
  ];
}

const ruleTexts = [
  [
    'overseers',
    '监督委员会怎么开展工作',
    '成员三人，不能是村干部的配偶、父母、子女和兄弟姐妹。每月碰一次头，每季看一次账。可以列席“两委”会，可以要求看任何一张票据，拿不出来的要说明原因。发现不对的，先提醒，再书面建议，还不改就报镇纪委。',
  ],
  [
    'appraisalRules',
    '干部评议办法',
    '每年腊月前评一次。先听本人说一年做了什么，再由代表提问，最后不记名填票。连续两年“差”超过三分之一的，由代表会议决定要不要启动罢免。评议表保存五年。',
  ],
  [
    'deliberationRules',
    '议事怎么议',
    '谁都可以提议题，五个人联名的必须议。议之前三天把题目贴出来，议的时候一人说话不超过十分钟，骂人的请出去。议定的事写成条，办没办都要回话。',
  ],
  [
    'seal',
    '公章使用规定',
    '公章放在文书的铁柜里，两把钥匙分开拿。盖一次登一行：谁来的、做什么用、谁同意的。不借出，不带出村部；过节封存。丢了当天报派出所。',
  ],
  [
    'moneyRules',
    '集体的钱怎么管',
    '收入当天进账户，不设小金库。支出先审批后付款，一律转账。千元以下主任签字，千元以上两人签字，五千元以上集体定，五万元以上开代表会议。会计每月把账送镇里，下个月公布。',
  ],
  [
    'archives',
    '档案怎么保存',
    '文书一年归档一次，账本、合同、会议记录各放一柜。想看的登个记，当场看；想复印的收纸钱，一张三毛。三十年前的老地契只看影印本。',
  ],
  [
    'office',
    '村委会办公和值班',
    '周一到周六有人，上午八点到十一点半，下午一点半到五点，农忙提前半小时。轮到谁值班，名字写在门口。值班的人能办的当场办，办不了的记下来，第二天给回话。',
  ],
  [
    'otherRules',
    '会务和车辆规定',
    '没有公车，办事骑车和坐公交，凭票报。开会不发纪念品，误餐一人十五元。外出学习先列计划，回来讲一课。',
  ],
] as const satisfies readonly (readonly [keyof typeof topics, string, string])[];

function rules(place: Place): DemoItem[] {
  return ruleTexts.map(([topic, title, body], index) =>
    compose(place, {
      key: `rule/${topic}`,
      kind: 'policy',
      title: `${place.name}${title}`,
      emphasis: title,
      catalogue: entriesFor(place, topic),
      day: dayIn(2018 + (index % 5), 3 + index, 6 + ((place.people + index) % 18)),
      publicity: { longTerm: true },
      body: `${body}\n\n${place.name}${place.kind === 'community' ? '居民' : '村民'}代表会议通过，自公布的次日起照办。`,
      files: place.full
        ? [
            {
              drawing: 'document',
              subject: `${place.name}${title}`,
              lines: body
                .split('。')
                .filter(Boolean)
                .map((sentence, at) => `第${at + 1}条　${sentence}。`),
              name: '制度全文.pdf',
              title: '制度全文',
              access: 'all',
            },
          ]
        : [],
    }),
  );
}

export function supervisionItems(place: Place, months: readonly LedgerMonth[], today: string): DemoItem[] {
  const end = Date.parse(`${today}T00:00:00+08:00`);
  return [
    ...monthsBefore(today)
      .filter(({ month }) => place.full || month === 3)
      .map((month) => monthly(place, month)),
    ...moneyChecks(place, months, today),
    ...yearsUntil(today).flatMap((year) => [
      ...questionPairs(place, year),
      ...(place.full ? yearly(place, year) : yearly(place, year).slice(year % 2, (year % 2) + 1)),
    ]),
    ...rules(place),
  ].filter(({ publishedAt }) => publishedAt < end);
}
