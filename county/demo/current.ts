/** What is in its publicity period on the day itself, and what came in during the last days: the demo's front page. */
import { addDays, lastWorkday } from '../source/days.ts';
import { chineseDay, shortDay } from './calendar.ts';
import { compose, type DemoItem } from './demo-item.ts';
import { spoken, yuan } from './money-text.ts';
import { latest } from './news.ts';
import { villagers } from './people.ts';
import { mainVillage, officialsOn, type Place, townships, villages } from './places.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';
import { entriesFor } from './topics.ts';

type Around = { place: Place; today: string; on: (offset: number) => string };

function reliefNow({ place, today, on }: Around): DemoItem {
  const people = villagers(place, `now/${today}`, 3);
  const dates = people.map((_, index) => shortDay(on(-7 + index)));
  return compose(place, {
    key: 'now/relief',
    kind: 'notice',
    title: '新申请低保的三户，公示听意见',
    emphasis: '三户申请低保，有意见请说',
    catalogue: ['sx.village.4', ...entriesFor(place, 'welfare').slice(0, 1)],
    period: today.slice(0, 7),
    day: on(-4),
    publicity: { from: on(-4), to: on(2), days: 7 },
    body: `这三户上月交了申请，${officialsOn(place, today).women}和两位代表上门看过，代表评议都过了半数。公示期里写全名，期满以后中间一个字隐去。认为不该给的，或者还有谁家更难的，到${shortDay(on(2))}为止打${place.phone}，或者打镇民政办0981-6021033。`,
    tables: [
      table({
        columns: [
          ['组'],
          ['申请人'],
          ['人口', 'number'],
          ['核算办法'],
          ['入户日期', 'date'],
          ['评议（同意/到会）'],
        ],
        rows: people.map((household, index) => [
          household.group,
          household.head,
          String(household.members),
          ['按收入核算', '按收入核算', '按支出扣减后核算'][index] ?? '',
          dates[index] ?? '',
          `${24 + index}/2${7 + index}`,
        ]),
      }),
    ],
  });
}

function parkingLand({ place, today, on }: Around): DemoItem {
  const rows = villagers(place, `parking/${today}`, 9).map((household) => {
    const area = randomOf(`parking/${household.number}`).integer(6, 34) / 100;
    return { household, area, fen: Math.round(area * 6_850_000) };
  });
  const total = rows.reduce((sum, { fen }) => sum + fen, 0);
  return compose(place, {
    key: 'now/parking',
    kind: 'notice',
    title: '桥头停车场用地面积和补偿，公示30天',
    emphasis: `停车场用地 ${rows.length} 户，共补 ${spoken(total)}`,
    catalogue: ['village.finance.11', 'zw.finance.3'],
    period: today.slice(0, 4),
    day: on(-20),
    publicity: { from: on(-20), to: on(9), days: 30, atLeast: true },
    body: `桥头边上要修停车场，用到${rows.length}户的菜地。面积是现场拉皮尺量的，各户在场，数字写在各自的本子上。每亩补68500元，菜和果树另算。公示不少于30天，到${chineseDay(on(9))}。期满没有异议才签字，签了才动土。`,
    tables: [
      table({
        columns: [['户主'], ['组'], ['面积（亩）', 'number'], ['补偿款', '元']],
        rows: [
          ...rows.map((row) => [row.household.head, row.household.group, row.area.toFixed(2), yuan(row.fen)]),
          {
            kind: 'total',
            cells: ['合计', '', rows.reduce((sum, { area }) => sum + area, 0).toFixed(2), yuan(total)],
          },
        ],
      }),
    ],
    files: [
      {
        drawing: 'scene',
        subject: 'yard',
        lines: ['桥头拟建停车场的地块'],
        name: '地块.jpg',
        title: '停车场地块现状',
        access: 'all',
      },
    ],
  });
}

function bidNow({ place, today, on }: Around): DemoItem {
  const from = on(-2);
  const to = lastWorkday(from, 5, undefined) ?? on(4);
  return compose(place, {
    key: 'now/bid',
    kind: 'notice',
    title: '礼堂音响和灯光采购，中选结果公示',
    emphasis: '礼堂音响采购 4.86 万元，公示 5 个工作日',
    catalogue: ['sx.project.4', 'zw.finance.6'],
    period: today.slice(0, 4),
    day: from,
    publicity: { from, to, days: 5, workdays: true },
    body: `三家报价，按同样配置取低价，拟由“越州明远照明安装队”供货安装，48600元，保修三年。公示五个工作日，到${shortDay(to)}下班时为止，星期六、星期天不算在内。对报价有疑问的，到镇交易站看原件。`,
    tables: [
      table({
        columns: [['报价单位'], ['报价', '元'], ['结果']],
        rows: [
          ['越州明远照明安装队', '48600.00', '拟中选'],
          ['柳桥便民商行', '51200.00', ''],
          ['越州新声电子商行', '53980.00', ''],
        ],
      }),
    ],
  });
}

function bylaw({ place, today, on }: Around): DemoItem {
  return compose(place, {
    key: 'now/bylaw',
    kind: 'notice',
    title: '村规民约修改稿，先听大家意见',
    emphasis: '村规民约要改四条，请提意见',
    catalogue: ['village.system.1', 'sx.overview.5'],
    period: today.slice(0, 4),
    day: on(-3),
    publicity: { from: on(-3), to: on(11), days: 15 },
    body: `要改的有四条：\n\n1. 电瓶车不上楼、不进屋充电，桥头和竹园各装一处充电棚；\n2. 养鸡养鸭要圈起来，跑到路上的，头一回提醒；\n3. 办酒席不超过二十桌，礼堂免费借；\n4. 溪里不电鱼、不毒鱼，抓到了交派出所。\n\n意见写在村部的本子上，或者在查询机上点“我要提意见”，${shortDay(on(11))}截止。之后改好的稿子交村民会议表决，结果再贴出来。`,
    files: [
      {
        drawing: 'document',
        subject: '云溪村村规民约（修改稿）',
        lines: [
          '一、邻里之间，有话好好说，三次说不拢请调解员。',
          '二、电瓶车在充电棚充电，不拉飞线。',
          '三、家禽圈养，犬只拴绳。',
          '四、红事白事简办，酒席不超过二十桌。',
          '五、爱护溪水，不电鱼、不毒鱼、不倒垃圾。',
          '六、违反的，先劝，再登在公开栏，三次以上取消当年评优。',
          '七、本约由村民会议通过后施行。',
        ],
        name: '修改稿.pdf',
        title: '修改稿全文',
        access: 'all',
      },
    ],
  });
}

function member({ place, today, on }: Around): DemoItem {
  return compose(place, {
    key: 'now/member',
    kind: 'notice',
    title: '关于接收章海燕为预备党员的公示',
    emphasis: '章海燕拟接收为预备党员',
    catalogue: ['sx.party.6'],
    period: today.slice(0, 4),
    day: on(-5),
    publicity: { from: on(-5), to: on(1), days: 7 },
    body: `章海燕，女，1994年生，竹园人，村卫生室护士，三年前递交申请书，培养人是徐美娟和何水根。支部大会到会53人，全票同意。公示到${shortDay(on(1))}。有话要说的，署真名，打0981-6021008，镇里派人来听，替你保密。`,
  });
}

function closing({ place, today, on }: Around): DemoItem {
  return compose(place, {
    key: 'now/fishpond',
    kind: 'notice',
    title: '䶮山脚鱼塘重新发包，今天下午五点截止报名',
    emphasis: '鱼塘承包报名，今天 17:00 截止',
    catalogue: ['village.finance.16', 'zw.finance.3'],
    period: today.slice(0, 4),
    day: on(-6),
    time: '08:40',
    publicity: { from: `${on(-6)}T09:00`, to: `${today}T17:00` },
    body: `䶮山脚鱼塘8.1亩，老合同年底到期。底价每年26000元，租三年，本村人价钱一样的优先。报名时间${shortDay(on(-6))}上午9点到${shortDay(today)}下午5点，带身份证和5000元押金（不中的当场退）。竞价定在${shortDay(on(2))}下午2点，地点礼堂，谁都可以来看。`,
    files: [
      {
        drawing: 'scene',
        subject: 'river',
        lines: ['䶮山脚鱼塘'],
        name: '鱼塘.jpg',
        title: '鱼塘现状',
        access: 'all',
      },
    ],
  });
}

function longTerm({ place, on }: Around): DemoItem {
  return compose(place, {
    key: 'now/prices',
    kind: 'guide',
    title: '村里收费的只有这几样，别的一律不收',
    emphasis: '村里收哪些钱，长期公示',
    catalogue: ['village.system.2', 'zw.village.3'],
    day: on(-240),
    publicity: { from: on(-240), longTerm: true },
    body: `水费每吨1.8元，礼堂晚上用电80元，复印一张3毛，老年食堂每餐4元到8元。证明、盖章、代办、调解都不要钱。谁多收了，打${place.phone}，退钱，还要说明白。这张表一直贴着，变了再换。`,
    tables: [
      table({
        columns: [['项目'], ['标准'], ['收多少'], ['依据']],
        rows: [
          ['水费', '每吨', '1.80元', '代表会议'],
          ['礼堂夜间用电', '每次', '80元', '代表会议'],
          ['复印', '每张', '3角', '成本'],
          ['老年食堂', '每餐', '4—8元', '代表会议'],
          ['代办、证明、盖章', '', '不收', ''],
        ],
      }),
    ],
  });
}

function winterWork({ place, today, on }: Around): DemoItem {
  return compose(place, {
    key: 'now/winter',
    kind: 'notice',
    title: '冬修水渠用工报名和工价，公示不少于5天',
    emphasis: '冬修水渠，每个工 180 元，报名开始',
    catalogue: ['sx.village.2'],
    period: today.slice(0, 7),
    day: on(-1),
    time: '16:20',
    publicity: { from: on(-1), to: on(3), days: 5, atLeast: true },
    body: `下溪主渠要清1.4公里，打算用工60个，每个工180元，自带铁锹，管一顿中饭。低收入户先报，干部家属不报。名单定了以后再贴一次，谁干了几天也会按天公布。公示时间：${chineseDay(on(-1))}至${shortDay(on(3))}。`,
  });
}

/** One running notice for each of the other villages, and one of the township for all of its villages. */
function elsewhere(today: string, on: Around['on']): DemoItem[] {
  const others = villages
    .filter(({ full }) => !full)
    .map((place, index) =>
      compose(place, {
        key: 'now/plan',
        kind: 'notice',
        title: `${place.name}明年要办的事，征求意见`,
        emphasis: '明年办什么，请您点一点',
        catalogue: entriesFor(place, 'deliberation'),
        period: today.slice(0, 4),
        day: on(-2 - index),
        publicity: { from: on(-2 - index), to: on(5 + index), days: 8 + 2 * index },
        body: `收上来${17 + index * 6}条，最多的是${['修渡口的台阶', '装小区门口的灯', '茶山修路'][index] ?? '修路'}。请在${shortDay(on(5 + index))}前说说先办哪三件，票数多的列进打算。${place.name}，${place.phone}。`,
      }),
    );
  const town = townships.map((place, index) =>
    compose(place, {
      key: 'now/town',
      kind: 'notice',
      title: `${place.name}冬春救助资金分配方案公示`,
      emphasis: '冬春救助钱怎么分，听听意见',
      catalogue: ['zw.village.5'],
      period: today.slice(0, 4),
      day: on(-1),
      time: `14:${String(18 + index * 7)}`,
      publicity: { from: on(-1), to: on(5), days: 7 },
      body: `县里下拨${place.name}冬春救助资金${18 + index * 5}.6万元，按受灾户数和低收入户数分到各村。分配表贴在镇便民中心和各村公开栏，${shortDay(on(5))}前有意见请打${place.phone}。`,
    }),
  );
  return [...others, ...town];
}

/** @param today `YYYY-MM-DD` */
export function currentItems(today: string): DemoItem[] {
  const on = (offset: number) => addDays(today, offset);
  const around: Around = { place: mainVillage, today, on };
  return [
    ...[reliefNow, parkingLand, bidNow, bylaw, member, closing, longTerm, winterWork].map((make) =>
      make(around),
    ),
    ...latest(mainVillage, on),
    ...elsewhere(today, on),
  ];
}
