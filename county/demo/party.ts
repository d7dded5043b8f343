/** Party affairs: activity days, meetings, dues, points, new members, reports of members who came to help. */
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
import { dues, newMembers, points } from './party-members.ts';
import { mask, villagers } from './people.ts';
import { officialsOn, type Place } from './places.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';

/** What is done on the activity day, by month: in most years one of these. */
const activities: Record<number, readonly string[]> = {
  1: ['给独居老人送春联和年货', '帮粮食合作社清点种子', '看望住院的老党员'],
  2: ['打扫村口和祠堂边的卫生', '帮返乡的年轻人登记找工作', '检查用电和灶台'],
  3: ['到䶮山脚补种茶苗', '学雷锋，给老人理发、磨刀', '清理溪边塑料袋'],
  4: ['上山巡查，劝人文明祭扫', '清明祭扫烈士墓', '帮缺劳力的农户育秧'],
  5: ['疏通下溪水渠', '到大田里帮忙插秧', '给孩子们讲村里的老故事'],
  6: ['查看低洼处住户，登记防汛转移名单', '堆沙袋、试水泵', '清理排水口'],
  7: ['重温入党誓词，走访困难党员', '高温天给保洁员送凉茶', '听老书记讲修水库的事'],
  8: ['台风前帮人加固大棚', '辅导暑期在家的孩子写作业', '清理倒伏的树'],
  9: ['帮合作社收稻晒谷', '清点灭火器', '开学前在校门口维持秩序'],
  10: ['重阳节陪老人吃饭', '检查老年食堂', '整理农家书屋'],
  11: ['帮老人代缴医疗保险', '清扫落叶、修剪绿化', '入户讲冬季防火'],
  12: ['逐户收集明年想办的事', '对照承诺一条条自查', '给水管裹保温棉'],
};
const studies = [
  '学习上级关于农村工作的文件',
  '读党章第一章',
  '学习村集体资产管理的新规定',
  '看一集先进人物的片子',
  '学习换届纪律',
  '学习防范电信诈骗',
  '学习信访条例',
  '读一段身边党员的事迹',
  '学习垃圾分类',
  '学习粮食安全的要求',
  '学习农村宅基地的规定',
];
const absences = ['外出务工', '生病', '带孙辈看病', '值班'];

function activityDay(place: Place, month: Month, pictured: boolean): DemoItem {
  const random = randomOf(`${place.code}/activity/${month.period}`);
  const day = dayIn(month.year, month.month, random.integer(9, 16));
  const [activity, study] = [random.pick(activities[month.month] ?? ['清洁村道']), random.pick(studies)];
  const all = place.full ? 61 : 24;
  const present = all - random.integer(2, 9);
  const officials = officialsOn(place, day);
  return compose(place, {
    key: `activity/${month.period}`,
    kind: 'general',
    title: `${month.month}月主题党日：${activity}`,
    emphasis: `${present}名党员${activity}`,
    catalogue: ['sx.party.5', 'sx.party'],
    period: month.period,
    day: addDays(day, random.integer(1, 4)),
    body: `${shortDay(day)}是党员活动日，应到${all}人，实到${present}人，没来的${all - present}人里有人${random.pick(absences)}，都请过假。上午${study}，由${random.pick([officials.secretary, officials.deputy, officials.women])}领着读；接着${activity}，${random.pick(['一直忙到中午', '分四个小组做，两个小时做完', '下午又去了两户', '做完在礼堂交流了几句'])}。${random.pick(['大家提了一条建议：公开栏的字再大一些。', '有党员说路灯又坏了一盏，已经报修。', '老党员要求把会议记录也贴出来，支部同意了。', '会上收了本月党费。', '缺席的由小组长补课。'])}`,
    files: pictured
      ? [
          {
            drawing: 'scene',
            subject: random.pick(['volunteers', 'field', 'meeting']),
            lines: [`${month.month}月党员活动日`],
            name: '活动照片.jpg',
            title: activity,
            access: 'all',
          },
        ]
      : [],
  });
}

const topicsOfMeetings = [
  '研究本月要办的三件事',
  '讨论低保评议的程序',
  '听取工程进度',
  '讨论一名积极分子的材料',
  '通报上月开支',
  '商量防汛分工',
  '安排代表会议',
  '讨论保洁承包到期以后怎么办',
  '研究信访件答复',
  '安排老人体检',
  '谈党员不文明养犬的问题',
  '讨论集体收益怎么用',
];

function meeting(place: Place, month: Month): DemoItem {
  const random = randomOf(`${place.code}/meeting/${month.period}`);
  const day = dayIn(month.year, month.month, random.integer(18, 26));
  const [first, second] = random.some(topicsOfMeetings, 2);
  return compose(place, {
    key: `meeting/${month.period}`,
    kind: 'decision',
    title: `${place.name}${month.year}年${month.month}月支委会记录摘要`,
    emphasis: `${month.month}月支委会：${first}`,
    catalogue: ['sx.party.1', 'sx.party'],
    period: month.period,
    day: addDays(day, random.integer(1, 4)),
    body: `时间：${chineseDay(day)}晚上${random.pick(['七点', '七点半'])}。地点：${random.pick(['村部二楼', '礼堂会议室', '书记办公室'])}。主持：${officialsOn(place, day).secretary}。议了两件事：一是${first}；二是${second}。${random.pick(['第一件定了，第二件下个月再议。', '两件都同意，分头去办。', '第二件意见不一，先去问问村民。', '第一件要开代表会议才能定。'])}散会后由${officialsOn(place, day).clerk}整理，隔天张贴。`,
  });
}

function yearly(place: Place, year: number): DemoItem[] {
  const random = randomOf(`${place.code}/party-year/${year}`);
  const secretary = officialsOn(place, dayIn(year, 2, 1)).secretary;
  const tasks = random.some(
    [
      '把村道两侧的杂物清掉',
      '让集体经营收入再多三万元',
      '每月到每个组走一遍',
      '把积压的五件信访办结',
      '培养两名三十五岁以下的后备干部',
      '修好渠道末端',
      '把公开栏按月更新',
      '让老人用餐不断档',
      '发展一名年轻党员',
      '把合同全部清一遍',
    ],
    5,
  );
  const plan = compose(place, {
    key: `task-list/${year}`,
    kind: 'general',
    title: `${year}年“一村一策一清单”`,
    emphasis: `${year}年要做的 ${tasks.length} 件事`,
    catalogue: ['sx.party.2'],
    period: String(year),
    day: dayIn(year, 2, random.integer(18, 27)),
    body: `${year}年的清单是代表和党员一起提、一起定的：\n\n${tasks.map((task, index) => `${index + 1}. ${task}`).join('\n')}\n\n做到哪一步，年中、年底各公布一次。`,
  });
  const promise = compose(place, {
    key: `secretary/${year}`,
    kind: 'general',
    title: `${secretary}${year}年度党建责任清单`,
    emphasis: `书记${year}年要做到的事`,
    catalogue: ['sx.party.3'],
    period: String(year),
    day: dayIn(year, 3, random.integer(2, 12)),
    body: `${place.name}党组织书记${secretary}承诺：每季讲一次党课，题目先公布；每月${random.integer(5, 28)}日在村部接待来访；${tasks[0]}和${tasks.at(-1)}两件由本人牵头，年底前办完。办不到的，在党员大会上说明原因。`,
  });
  const review = compose(place, {
    key: `secretary/${year}/review`,
    kind: 'result',
    title: `${secretary}${year}年责任清单完成情况`,
    emphasis: `书记的承诺做到了几件`,
    catalogue: ['sx.party.3'],
    period: String(year),
    day: dayIn(year, 12, random.integer(20, 28)),
    follows: `secretary/${year}`,
    body: `年初承诺的事，到12月中旬的情况：党课讲了${random.integer(3, 4)}次，接待来访${random.integer(40, 90)}人次。“${tasks[0]}”做完了；“${tasks.at(-1)}”${random.pick(['做完了', '做了八成，明年三月前做完', '还差资金，已列入明年'])}。党员大会测评，满意${random.integer(44, 58)}票，基本满意${random.integer(1, 6)}票。`,
  });
  const building = compose(place, {
    key: `no-illegal/${year}`,
    kind: 'general',
    title: `${year}年党员干部无违建承诺`,
    emphasis: `党员干部签字：自家没有违建`,
    catalogue: ['sx.party.9'],
    period: String(year),
    day: dayIn(year, 4, random.integer(6, 25)),
    body: `${year}年${random.integer(41, 61)}名党员、${random.integer(28, 38)}名代表签了承诺书：自家不违建，发现了先拆自家的。去年查出的${random.integer(0, 3)}处搭棚已经拆完，拆后照片贴在公开栏。今年还要查屋顶和溪边。`,
    files:
      place.full && year >= 2024
        ? [
            {
              drawing: 'scene',
              subject: 'board',
              lines: ['无违建承诺上墙', `${year}年`, '党员、代表签名', '监督电话 12345'],
              name: '承诺墙.jpg',
              title: '承诺上墙',
              access: 'all',
            },
          ]
        : [],
  });
  return [plan, promise, review, building];
}

function helpers(place: Place, today: string): DemoItem[] {
  return quartersBefore(today)
    .filter(({ quarter, year }) => place.full || (quarter === 1 && year % 2 === 0))
    .map((quarter) => {
      const random = randomOf(`${place.code}/helpers/${quarter.period}`);
      const rows = villagers(place, `helpers/${quarter.period}`, random.integer(5, 9)).map((household) => [
        mask(household.head),
        random.pick(['县中医院', '县中学', '镇供电所', '县农业技术站', '镇司法所', '县图书馆', '镇税务分局']),
        random.pick([
          '给老人量血压',
          '讲电费怎么省',
          '辅导作业',
          '看水稻病虫',
          '讲借条怎么写',
          '送书下乡',
          '教用手机缴费',
        ]),
        String(random.integer(1, 6)),
      ]);
      const hours = rows.reduce((sum, row) => sum + Number(row[3]), 0);
      return compose(place, {
        key: `helpers/${quarter.period}`,
        kind: 'list',
        title: `${quarter.year}年第${quarterWord(quarter.quarter)}季度两地报到党员服务情况`,
        emphasis: `${rows.length} 名在外工作的党员回来帮忙 ${hours} 小时`,
        catalogue: ['sx.party.8'],
        period: quarter.period,
        day: addDays(quarter.last, random.integer(4, 12)),
        body: `在县里镇里上班的党员，家在${place.name}的，这一季有${rows.length}人回来报到，一共${hours}小时。最受欢迎的是“${rows[0]?.[2]}”，来了${random.integer(11, 46)}个人。想请他们做什么，写在村部的本子上就行。`,
        tables: [table({ columns: [['姓名'], ['单位'], ['做了什么'], ['小时', 'number']], rows })],
      });
    });
}

export function partyItems(place: Place, today: string): DemoItem[] {
  const months = monthsBefore(today);
  return [
    ...months
      .filter(({ month }) => place.full || month === 7)
      .map((month) => activityDay(place, month, place.full && month.year >= 2025 && month.month % 2 === 0)),
    ...(place.full
      ? months.filter(({ month }) => month % 2 === 0).map((month) => meeting(place, month))
      : []),
    ...(place.full ? dues(place, today) : dues(place, today).filter(({ period }) => period?.endsWith('Q4'))),
    ...points(place, today),
    ...helpers(place, today),
    ...yearsUntil(today).flatMap((year) => [
      ...(place.full ? yearly(place, year) : []),
      ...(place.full ? newMembers(place, year) : []),
    ]),
  ].filter(({ publishedAt }) => publishedAt < Date.parse(`${today}T00:00:00+08:00`));
}
