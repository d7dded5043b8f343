/** Everyday notices: water and power, doctors, weather, markets, lost and found. Two or three a month in the main village. */
import { addDays } from '../source/days.ts';
import { dayIn, shortDay, yearsUntil } from './calendar.ts';
import { compose, type DemoItem } from './demo-item.ts';
import { officialsOn, type Place, suiting } from './places.ts';
import { type Random, randomOf } from './random.ts';
import { entriesFor } from './topics.ts';

type Notice = {
  title: string;
  /** Months in which it makes sense. */
  months: readonly number[];
  text: (random: Random, day: string, group: string) => string;
  scene?: string;
};

const any = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const hour = (random: Random) =>
  random.pick(['早上七点', '上午八点半', '上午九点', '下午两点', '下午三点半', '晚上六点半']);

const notices: readonly Notice[] = [
  {
    title: '停水通知',
    months: any,
    text: (random, day, group) =>
      `${shortDay(day)}${hour(random)}起，${group}换水管，停水约${random.integer(3, 9)}个小时。请先接好水，来水后头几分钟水浑，放一放再用。`,
  },
  {
    title: '停电通知',
    months: any,
    text: (random, day, group) =>
      `供电所检修，${shortDay(day)}${hour(random)}到下午${random.integer(4, 6)}点，${group}和相邻两个组停电。家里有制氧机的提前打供电所电话，可以借发电机。`,
  },
  {
    title: '城乡居民医保开始缴费',
    months: [9, 10],
    text: (random, day) =>
      `明年的医保从${shortDay(day)}起收，到12月20日止。会用手机的自己交，不会的带身份证到村部，${random.pick(['文书', '网格员', '会计'])}帮着交，不收手续费。低保、特困由财政代交。`,
  },
  {
    title: '六十岁以上老人体检',
    months: [4, 5, 10],
    text: (random, day) =>
      `${shortDay(day)}起三天，镇卫生院在卫生室给六十岁以上老人体检，抽血要空腹，早上${random.integer(6, 7)}点半开始。走不动的告诉组长，第${random.integer(2, 3)}天上门。`,
    scene: 'clinic',
  },
  {
    title: '犬只免疫打针',
    months: [3, 4, 9],
    text: (random, day, group) =>
      `${shortDay(day)}${hour(random)}在${group}晒场给狗打针，免费。牵好绳，戴嘴套。没打针又放养的，按村规民约处理。`,
  },
  {
    title: '秸秆不许烧',
    months: [6, 10, 11],
    text: (random, _day, group) =>
      `收割以后不要烧稻草。${group}有合作社的打捆车，每亩${random.integer(1, 3) * 10}元，也可以堆在田头等统一收。烧一次，先灭火，再到村部学半天。`,
    scene: 'field',
  },
  {
    title: '台风来了请注意',
    months: [7, 8, 9],
    text: (random, day, group) =>
      `预报${shortDay(day)}夜里有${random.integer(8, 11)}级风。阳台花盆收进来，大棚压好。${group}低处的${random.integer(4, 15)}户晚饭前到礼堂，被子和热水都备好。`,
  },
  {
    title: '森林防火',
    months: [2, 3, 4, 11, 12],
    text: (random, _day, group) =>
      `${random.integer(12, 30)}天没下透雨，山上很干。${group}进山口有人守，打火机留下，回来还你。上坟用鲜花，村部备了${random.integer(60, 200)}束，先到先领。`,
    scene: 'hillside',
  },
  {
    title: '放电影',
    months: [5, 6, 7, 8, 9],
    text: (random, day) =>
      `${shortDay(day)}晚七点，礼堂前放${random.pick(['老战斗片', '戏曲片', '农业科教片', '动画片'])}，自带凳子。下雨改在礼堂里。`,
    scene: 'hall',
  },
  {
    title: '稻种和化肥代买登记',
    months: [2, 3, 4],
    text: (random, day) =>
      `合作社代买稻种和化肥，${shortDay(day)}前到组长处登记数量。复合肥每包${random.integer(128, 168)}元，送到晒场，不赚差价。`,
  },
  {
    title: '村道临时封闭',
    months: any,
    text: (random, day, group) =>
      `${group}到村口一段，${shortDay(day)}起${random.integer(2, 6)}天不能过车，绕行${random.pick(['溪边机耕路', '老公路', '石埠便道'])}。送医的车拨村部电话，马上移开路障。`,
    scene: 'road',
  },
  {
    title: '招老年食堂帮厨',
    months: any,
    text: (random, day) =>
      `要${random.integer(1, 2)}人，身体好、有健康证，每天做午饭，一个月${random.integer(18, 26) * 100}元。${shortDay(day)}前报名，由用餐老人投票选。`,
    scene: 'canteen',
  },
  {
    title: '失物招领',
    months: any,
    text: (random, _day, group) =>
      `有人在${group}捡到${random.pick(['一串钥匙，系红绳', '一只黑色钱包，里面有照片', '一部老人手机', '一袋茶籽', '小孩的书包', '一把新锄头'])}，放在村部。说得出特征的来领，${random.integer(30, 60)}天没人领就捐给孤寡老人。`,
  },
  {
    title: '养老保险待遇认证',
    months: [5, 6, 11],
    text: (random, day) =>
      `领养老金的每年要认证一次。会用手机的扫脸，不会的${shortDay(day)}起每天上午到村部，${random.integer(2, 4)}分钟办好。瘫在床上的，网格员上门。`,
  },
  {
    title: '征兵报名',
    months: [1, 7],
    text: (random, day) =>
      `满十八周岁的青年可以报名，${shortDay(day)}截止。大学生优先。上一批走了${random.integer(1, 3)}个，家里的优待金每年打到卡上。`,
  },
  {
    title: '垃圾桶换位置',
    months: any,
    text: (random, day, group) =>
      `${group}的垃圾桶夏天有味，从${shortDay(day)}起移到${random.pick(['路口樟树下', '停车场东角', '水泵房后面'])}，一共${random.integer(2, 6)}组，厨余和其他分开放。`,
  },
  {
    title: '暑期孩子不要下水',
    months: [6, 7, 8],
    text: (random, _day, group) =>
      `上个月邻乡出过事。${group}水潭深${random.integer(2, 4)}米，立了牌子也拉了绳。下午一点到五点有人巡，看见孩子下水就送回家。`,
    scene: 'river',
  },
  {
    title: '灯会和元宵活动',
    months: [1, 2],
    text: (random, day) =>
      `${shortDay(day)}晚上在桥头挂灯，猜中一条灯谜换${random.integer(1, 3)}包洗衣粉。鱼灯从祠堂边出来，请不要在路中间停车。`,
  },
  {
    title: '水稻病虫防治',
    months: [6, 7, 8],
    text: (random, day) =>
      `农技站来看过，${random.pick(['稻飞虱', '卷叶螟', '纹枯病'])}开始多了。${shortDay(day)}前后打药，一亩兑水${random.integer(28, 45)}斤，下午四点以后打。不会配的看晒场的样板。`,
    scene: 'field',
  },
  {
    title: '公交改点',
    months: any,
    text: (random, day) =>
      `从${shortDay(day)}起，去县城的头班车改到早上六点${random.integer(1, 5)}0分，末班车下午五点${random.integer(1, 5)}0分。六十五岁以上凭证免费。`,
  },
  {
    title: '网络和有线电视检修',
    months: any,
    text: (random, day, group) =>
      `${shortDay(day)}${hour(random)}，${group}换光缆，电视和网络断${random.integer(2, 5)}个小时，座机不受影响。`,
  },
  {
    title: '送戏下乡',
    months: [3, 4, 10, 11],
    text: (random, day) =>
      `县剧团${shortDay(day)}来演${random.integer(2, 4)}场，下午一场晚上一场。七十岁以上坐前三排，茶水由妇联烧。`,
    scene: 'hall',
  },
  {
    title: '农机检修',
    months: [3, 4, 5, 9],
    text: (random, day, group) =>
      `镇农机站${shortDay(day)}在${group}摆摊，看机器不收钱，换零件只收本钱。去年修了${random.integer(20, 52)}台。`,
  },
  {
    title: '冬天水管防冻',
    months: [11, 12, 1],
    text: (random, _day, group) =>
      `夜里要到零下${random.integer(3, 7)}度。水表用旧棉衣包住，${group}的公用龙头晚上八点关，早上七点开。冻住了用温水慢慢浇，别用火烤。`,
  },
];

function noticeItem(place: Place, year: number, month: number, index: number, notice: Notice): DemoItem {
  const random = randomOf(`${place.code}/notice/${year}/${month}/${index}`);
  const day = dayIn(year, month, random.integer(2, 27));
  const group = random.pick(place.groups);
  return compose(place, {
    key: `notice/${year}/${month}/${index}`,
    kind: 'notice',
    title: `${notice.title}（${year}年${month}月）`,
    emphasis: notice.title,
    catalogue: [...entriesFor(place, 'other'), 'zw.village.3'],
    period: `${year}-${String(month).padStart(2, '0')}`,
    day,
    body: `${notice.text(random, addDays(day, random.integer(2, 5)), group)}\n\n联系人：${officialsOn(place, day).security}，${place.phone}。`,
    files:
      place.full && year >= 2025 && notice.scene && index === 0
        ? [
            {
              drawing: 'scene',
              subject: notice.scene,
              lines: [notice.title],
              name: '图.jpg',
              title: notice.title,
              access: 'all',
            },
          ]
        : [],
  });
}

export function noticeItems(place: Place, today: string): DemoItem[] {
  const end = Date.parse(`${today}T00:00:00+08:00`);
  return yearsUntil(today)
    .flatMap((year) =>
      any.flatMap((month) => {
        if (!place.full && month !== 5) return [];
        const random = randomOf(`${place.code}/notices/${year}/${month}`);
        const fitting = suiting(place, notices, ({ title }) => title).filter(({ months }) =>
          months.includes(month),
        );
        const count = place.full ? 2 : 1;
        return random
          .some(fitting, count)
          .map((notice, index) => noticeItem(place, year, month, index, notice));
      }),
    )
    .filter(({ publishedAt }) => publishedAt < end);
}
