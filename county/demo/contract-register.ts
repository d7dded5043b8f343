/** The register of contracts, with a header of two rows. */
import { compose, type DemoItem } from './demo-item.ts';
import { yuan } from './money-text.ts';
import type { Place } from './places.ts';
import { type Random, randomOf } from './random.ts';
import { table } from './tables.ts';
import { entriesFor } from './topics.ts';

const matters = [
  '门面出租',
  '厂房出租',
  '仓库出租',
  '鱼塘承包',
  '茶园承包',
  '竹林承包',
  '道路保洁',
  '广告位出租',
  '光伏屋顶租赁',
  '土地代耕',
  '工程施工',
  '网络服务',
  '垃圾清运',
  '食堂配餐',
  '场地借用',
];
const firms = [
  '越州明远照明安装队',
  '柳桥便民商行',
  '越州绿野园林工程有限公司',
  '云溪粮食合作社',
  '䶮山茶叶合作社',
  '柳桥镇众力施工队',
  '个人承租户',
  '越州清泉水利工程有限公司',
  '溪口竹编厂',
  '柳桥配餐中心',
];

function contractRow(place: Place, index: number, year: number) {
  const random: Random = randomOf(`${place.code}/contract/${index}`);
  const signed = 2009 + ((index * 5) % 18);
  const years = random.pick([1, 2, 3, 5, 10, 20]);
  const begins = Math.min(signed, year);
  const ends = begins + years;
  return {
    id: `HT${place.code.slice(-4)}-${String(index + 1).padStart(4, '0')}`,
    matter: random.pick(matters),
    party: random.pick(firms),
    begins: `${begins}-${String(random.integer(1, 12)).padStart(2, '0')}-01`,
    ends,
    fen: random.integer(6, 420) * 10_000,
    state: ends < year ? '已到期' : ends === year ? '今年到期' : '履行中',
  };
}

export function contractRegister(place: Place, year: number): DemoItem {
  const count = place.full ? 86 + (year - 2018) * 9 : 16 + (year - 2018);
  const rows = Array.from({ length: count }, (_, index) => contractRow(place, index, year));
  const ending = rows.filter(({ state }) => state === '今年到期');
  return compose(place, {
    key: `contracts/${year}`,
    kind: 'register',
    title: `${place.name}合同台账（${year}年）`,
    emphasis: `集体签的合同 ${count} 份，今年到期 ${ending.length} 份`,
    catalogue: [...entriesFor(place, 'assets'), 'zw.finance.3'],
    period: String(year),
    day: `${year}-02-${String(randomOf(`${place.code}/contracts/${year}`).integer(10, 26)).padStart(2, '0')}`,
    body: `${place.name}的合同一份一个号，共${count}份。${
      ending.length > 0
        ? `${ending
            .slice(0, 3)
            .map(({ id, matter }) => `${id}（${matter}）`)
            .join('、')}等${ending.length}份今年到期，到期前两个月重新公开招租。`
        : '今年没有到期的合同。'
    }原件由文书保管，复印件可以查。`,
    tables: [
      table({
        header: [
          [
            { text: '合同号', rowSpan: 2 },
            { text: '内容', rowSpan: 2 },
            { text: '对方', rowSpan: 2 },
            { text: '期限', columnSpan: 2 },
            { text: '合同金额（元）', rowSpan: 2 },
            { text: '状态', rowSpan: 2 },
          ],
          [{ text: '起' }, { text: '止（年）' }],
        ],
        columns: [
          ['合同号'],
          ['内容'],
          ['对方'],
          ['起', 'date'],
          ['止（年）', 'number'],
          ['合同金额', '元'],
          ['状态'],
        ],
        rows: rows.map((row) => ({
          id: row.id,
          cells: [row.id, row.matter, row.party, row.begins, String(row.ends), yuan(row.fen), row.state],
        })),
      }),
    ],
  });
}
