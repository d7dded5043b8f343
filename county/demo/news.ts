/** What came in during the last days before today, beside what is in its publicity period. */
import { shortDay } from './calendar.ts';
import { compose, type DemoItem, type FilePlan } from './demo-item.ts';
import type { Place } from './places.ts';
import { entriesFor } from './topics.ts';

const broadcast: FilePlan = {
  drawing: 'chime',
  subject: '',
  lines: [],
  name: '广播提示音.wav',
  title: '大喇叭开播提示音',
  access: 'all',
};

const bus: FilePlan = { ...broadcast, drawing: 'film', name: '早班车.webm', title: '桥头上车的地方' };
const bins: FilePlan = { ...broadcast, drawing: 'animation', name: '垃圾分类.gif', title: '垃圾怎么分' };
const files: Readonly<Record<string, FilePlan[]>> = {
  'now/water': [broadcast],
  'now/bus': [bus],
  'now/clinic': [bins],
};

/** The last days' other news. */
export function latest(place: Place, on: (offset: number) => string): DemoItem[] {
  const news = [
    [
      'now/water',
      0,
      -1,
      '17:35',
      '明天上午竹园停水两小时',
      '竹园停水两小时',
      `换一只阀门，${shortDay(on(0))}上午八点到十点。来水后头几分钟水发白，是空气，放一会儿就清了。老人家里有困难的，竹园组长送水上门。`,
    ],
    [
      'now/clinic',
      0,
      -1,
      '10:05',
      '流感疫苗到了，老人先打',
      '流感疫苗到卫生室了',
      `卫生室到了120支，七十岁以上的免费，带身份证。上午打，打完坐半个小时再走。发烧的、对鸡蛋过敏的先问医生。`,
    ],
    [
      'now/bus',
      0,
      -2,
      '15:12',
      '去县城的早班车提早十分钟',
      '早班车改到六点二十',
      `冬天路上有雾，头班车改到早上六点二十从桥头开，其他班次不变。学生坐车的，司机等两分钟。`,
    ],
    [
      'now/answer',
      1,
      -2,
      '09:40',
      '答：老年食堂冬天能不能送饭',
      '走不动的，中午送到家',
      `可以。走不动的登记一下，中午十一点半前由志愿者送到家，每次加5角包装钱。现在有11位老人在送，保温箱有两只，再多了分两趟。`,
    ],
    [
      'now/lamp',
      0,
      -3,
      '11:26',
      '石埠路口两盏路灯已修好',
      '石埠路灯修好了',
      `坏了四天，是电缆被老鼠咬了。换线花了126元，记在这个月的账里。再有不亮的，报灯杆上的号。`,
    ],
  ] as const;
  return news.map(([key, question, offset, time, title, emphasis, body]) =>
    compose(place, {
      key,
      kind: question === 1 ? 'result' : 'notice',
      title,
      emphasis,
      catalogue:
        question === 1 ? entriesFor(place, 'questions') : [...entriesFor(place, 'other'), 'zw.village.3'],
      period: on(offset).slice(0, 7),
      day: on(offset),
      time,
      body: `${body}\n\n${place.name}，${shortDay(on(offset))}。`,
      files: files[key] ?? [],
    }),
  );
}
