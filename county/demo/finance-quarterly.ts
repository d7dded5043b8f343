/** What a village shows of its money every quarter beside the statement: running costs, labour days, debts, assets, public good. */
import { addDays } from '../source/days.ts';
import { type Quarter, quartersBefore, quarterWord, shortDay } from './calendar.ts';
import { compose, type DemoItem } from './demo-item.ts';
import { type LedgerMonth, sumsOf, totalOf } from './ledger.ts';
import { spoken, yuan } from './money-text.ts';
import { villagers } from './people.ts';
import { officialsOn, type Place } from './places.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';
import { entriesFor, type Topic } from './topics.ts';
import { voucherList } from './voucher-list.ts';

type Context = { place: Place; quarter: Quarter; months: readonly LedgerMonth[] };

const entriesOf = ({ months, quarter }: Context) =>
  months
    .filter(({ first, last }) => first >= quarter.first && last <= quarter.last)
    .flatMap((month) => month.entries);
const when = ({ quarter }: Context) => `${quarter.year}年第${quarterWord(quarter.quarter)}季度`;
const season = ({ quarter }: Context) => `${quarterWord(quarter.quarter)}季度`;

function quarterly(
  context: Context,
  key: string,
  topic: Topic,
  rest: Pick<DemoItem, 'title' | 'body'> & Partial<DemoItem>,
): DemoItem {
  const { place, quarter } = context;
  return compose(place, {
    key: `${key}/${quarter.period}`,
    kind: rest.kind ?? 'statement',
    title: rest.title,
    ...(rest.emphasis === undefined ? {} : { emphasis: rest.emphasis }),
    catalogue: entriesFor(place, topic),
    period: quarter.period,
    day: addDays(quarter.last, randomOf(`${place.code}/${key}/${quarter.period}`).integer(5, 10)),
    body: rest.body,
    tables: rest.tables ?? [],
    files: rest.files ?? [],
  });
}

const runningAccounts = ['办公费', '水电费', '通信和网络费', '报刊费'];

function running(context: Context): DemoItem {
  const entries = entriesOf(context).filter(({ account }) => runningAccounts.includes(account));
  const total = totalOf(entries);
  const sums = sumsOf(entries, 'out');
  const top = [...sums].sort((first, second) => second.fen - first.fen)[0];
  return quarterly(context, 'running', 'running', {
    title: `${context.place.name}${when(context)}办公运转经费使用情况`,
    emphasis: `${season(context)}办公、水电、通信花了 ${spoken(total)}`,
    body: `办公和运转方面共${entries.length}笔、${yuan(total)}元，其中${top?.account ?? '水电费'}占得最多，${yuan(top?.fen ?? 0)}元。没有招待费，没有购置车辆。`,
    tables: [
      table({
        columns: [['日期', 'date'], ['用途'], ['金额', '元'], ['经手人']],
        rows: [
          ...entries.map((entry) => [
            shortDay(entry.day),
            `${entry.account}（${entry.memo}）`,
            yuan(entry.fen),
            officialsOn(context.place, entry.day).clerk,
          ]),
          { kind: 'total', cells: ['合计', '', yuan(total), ''] },
        ],
      }),
    ],
  });
}

const tasks = [
  '参加代表会议',
  '入户核对户籍',
  '防汛值班',
  '丈量土地',
  '陪同验收工程',
  '清点仓库',
  '调解邻里纠纷',
  '森林防火巡山',
  '人口普查协助',
  '发放药品和物资',
];

function labourDays(context: Context): DemoItem {
  const { place, quarter } = context;
  const random = randomOf(`${place.code}/labour-days/${quarter.period}`);
  const rate = quarter.year < 2021 ? 100 : quarter.year < 2024 ? 120 : 130;
  const people = villagers(place, `labour-days/${quarter.period}`, random.integer(7, 14));
  const rows = people.map((household) => {
    const days = random.integer(1, 9) / 2;
    return {
      name: household.head,
      group: household.group,
      task: random.pick(tasks),
      days,
      fen: Math.round(days * rate * 100),
    };
  });
  const total = totalOf(rows);
  return quarterly(context, 'labour-days', 'labourDays', {
    kind: 'list',
    title: `${place.name}${when(context)}误工补贴发放表`,
    emphasis: `${rows.length} 人领了误工补贴，共 ${spoken(total)}`,
    body: `${place.name}误工补贴按每天${rate}元计，半天折半。${season(context)}有${rows.length}位组长和村民代表误工，做得最多的是“${rows[0]?.task ?? ''}”。领的人自己签字，村干部不领误工补贴。`,
    tables: [
      table({
        columns: [['姓名'], ['所在组'], ['事由'], ['天数', 'number'], ['补贴', '元']],
        rows: [
          ...rows.map((row) => [row.name, row.group, row.task, String(row.days), yuan(row.fen)]),
          {
            kind: 'total',
            cells: ['合计', '', '', String(rows.reduce((sum, row) => sum + row.days, 0)), yuan(total)],
          },
        ],
      }),
    ],
  });
}

const debtors = [
  '老茶厂承租户',
  '晒场仓库承租户',
  '上溪茶园承包户',
  '桥头门面3号',
  '竹林承包户',
  '光伏公司应付电费',
];
const creditors = [
  '越州通达路桥工程有限公司（质保金）',
  '越州清泉水利工程有限公司（质保金）',
  '柳桥供电所（电费）',
  '镇财政所（周转金）',
  '打印店（赊账）',
];

function debts(context: Context): DemoItem {
  const { place, quarter } = context;
  const random = randomOf(`${place.code}/debts/${quarter.period}`);
  const owed = random
    .some(debtors, random.integer(2, 4))
    .map((name) => ({ name, fen: random.integer(12, 186) * 10_000 }));
  const owing = random
    .some(creditors, random.integer(1, 3))
    .map((name) => ({ name, fen: random.integer(8, 240) * 10_000 }));
  const side = (title: string, list: typeof owed, note: string) =>
    table({
      title,
      columns: [['单位或个人'], ['金额', '元'], ['备注']],
      rows: [
        ...list.map(({ name, fen }, index) => [name, yuan(fen), index === 0 ? note : '']),
        { kind: 'total', cells: ['合计', yuan(totalOf(list)), ''] },
      ],
    });
  return quarterly(context, 'debts', 'debts', {
    title: `${place.name}${when(context)}债权债务情况`,
    emphasis: `别人欠集体 ${spoken(totalOf(owed))}，集体欠别人 ${spoken(totalOf(owing))}`,
    body: `到${season(context)}末，应收${owed.length}家共${yuan(totalOf(owed))}元，应付${owing.length}家共${yuan(totalOf(owing))}元。应收款由${officialsOn(place, quarter.last).accountant}逐户催缴，没有新借款，没有给别人担保。`,
    tables: [
      side('应收（别人欠集体的）', owed, '已书面催缴'),
      side('应付（集体欠别人的）', owing, '到期支付'),
    ],
  });
}

type Rental = readonly [name: string, site: string, size: number, account: string, weight: number];
const rent = '厂房和门面租金';
const rentals: readonly Rental[] = [
  ['桥头门面1号', '桥头', 62, rent, 12],
  ['桥头门面2号', '桥头', 58, rent, 11],
  ['桥头门面3号', '桥头', 71, rent, 14],
  ['老茶厂厂房', '竹园', 860, rent, 45],
  ['晒场边仓库', '石埠', 240, rent, 18],
  ['礼堂屋顶光伏', '桥头', 410, '光伏发电收入', 1],
  ['䶮山脚鱼塘', '䶮山脚', 5_400, '鱼塘和山林发包', 2],
  ['上溪茶园', '上溪', 36_000, '鱼塘和山林发包', 3],
];

/** The quarter's income of an account, shared out by weight so that the parts add up to it. */
function shares(context: Context, list: readonly Rental[]): number[] {
  const left = new Map(sumsOf(entriesOf(context), 'in').map(({ account, fen }) => [account, fen]));
  return list.map(([, , , account, weight], index) => {
    const rest = list.slice(index).filter(([, , , other]) => other === account);
    const whole = left.get(account) ?? 0;
    const part =
      rest.length === 1 ? whole : Math.round((whole * weight) / rest.reduce((sum, each) => sum + each[4], 0));
    left.set(account, whole - part);
    return part;
  });
}

function assets(context: Context): DemoItem {
  const { place } = context;
  const list = place.full ? rentals : rentals.slice(2, 7);
  const parts = shares(context, list);
  const rows = list.map(([name, site, size], index) => ({ name, site, size, fen: parts[index] ?? 0 }));
  const total = totalOf(rows);
  const best = [...rows].sort((first, second) => second.fen - first.fen)[0];
  return quarterly(context, 'assets', 'assets', {
    title: `${place.name}${when(context)}资产出租和收益情况`,
    emphasis: `${rows.length} 处资产在出租，${season(context)}收到 ${spoken(total)}`,
    body: `集体可以出租的资产共${rows.length}处，${season(context)}实收${yuan(total)}元，收得最多的是${best?.name ?? ''}，${yuan(best?.fen ?? 0)}元。空着的格子表示这一季没有到交租的日子。租金都进集体账户，价格经代表会议定过。`,
    tables: [
      table({
        columns: [['资产'], ['位置'], ['面积（平方米）', 'number'], ['本季实收', '元']],
        rows: [
          ...rows.map((row) => [row.name, row.site, String(row.size), row.fen === 0 ? '' : yuan(row.fen)]),
          { kind: 'total', cells: ['合计', '', '', yuan(total)] },
        ],
      }),
    ],
  });
}

const goodWorks = [
  '给80岁以上老人送生日蛋糕',
  '免费理发日',
  '暑期儿童看护班',
  '村道两侧除草',
  '修理健身器材',
  '给图书室添书',
  '接送老人体检',
  '维修公共晾衣架',
  '清理公共水井',
  '元宵灯会',
  '助学金发放',
  '老人用餐补助',
];

function publicGood(context: Context): DemoItem {
  const { place, quarter } = context;
  const random = randomOf(`${place.code}/good/${quarter.period}`);
  const rows = random
    .some(goodWorks, random.integer(3, 5))
    .map((work) => ({ work, people: random.integer(8, 240), fen: random.integer(260, 5200) * 100 }));
  return quarterly(context, 'good', 'publicGood', {
    title: `${place.name}${when(context)}公益支出`,
    emphasis: `公益事办了 ${rows.length} 件，花了 ${spoken(totalOf(rows))}`,
    body: `${season(context)}的公益支出共${rows.length}项：${rows.map(({ work, people }) => `${work}（${people}人次）`).join('；')}。钱从集体收益里出，捐来的钱另记在捐赠账上。`,
    tables: [
      table({
        columns: [['事项'], ['受益人次', 'number'], ['金额', '元']],
        rows: [
          ...rows.map(({ work, people, fen }) => [work, String(people), yuan(fen)]),
          { kind: 'total', cells: ['合计', '', yuan(totalOf(rows))] },
        ],
      }),
    ],
  });
}

/** Everything quarterly of one place. The smaller places show debts and assets twice a year. */
export function quarterlyFinance(place: Place, months: readonly LedgerMonth[], today: string): DemoItem[] {
  const items = quartersBefore(today).flatMap((quarter): DemoItem[] => {
    const context = { place, quarter, months };
    if (place.full) return [running, labourDays, debts, assets, publicGood].map((make) => make(context));
    if (quarter.quarter === 4) return [debts(context)];
    return quarter.quarter === 2 && quarter.year % 2 === 0 ? [labourDays(context), publicGood(context)] : [];
  });
  if (place.full) {
    items.push(...months.map((month, index) => voucherList(place, month, index >= months.length - 4)));
  }
  return items;
}
