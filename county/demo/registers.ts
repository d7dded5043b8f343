/** Registers of assets, resources, contracts and parcels, each row with an id of its own; some have more than a thousand rows. */
import { addDays } from '../source/days.ts';
import { yearsUntil } from './calendar.ts';
import { contractRegister } from './contract-register.ts';
import { compose, type DemoItem } from './demo-item.ts';
import { yuan } from './money-text.ts';
import { householdsOf, mask } from './people.ts';
import type { Place } from './places.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';
import { entriesFor } from './topics.ts';

const goods = [
  '会议桌',
  '折叠椅',
  '档案柜',
  '空调',
  '投影仪',
  '打印机',
  '电脑',
  '音响',
  '广播喇叭',
  '水泵',
  '发电机',
  '割草机',
  '路灯',
  '垃圾桶',
  '健身器材',
  '太阳能板',
  '消防水带',
  '灭火器',
  '监控摄像头',
  '电动保洁车',
  '书架',
  '乒乓球台',
  '蒸饭柜',
  '冰柜',
  '饮水机',
  '公示栏',
];
const rooms = [
  '村部一楼',
  '村部二楼',
  '文化礼堂',
  '老年食堂',
  '桥头广场',
  '卫生室',
  '仓库',
  '祠堂边路口',
  '石埠晒场',
];
const states = ['在用', '在用', '在用', '在用', '闲置', '待修'];

function assetRows(place: Place, year: number) {
  const count = place.full ? 164 + (year - 2018) * 6 : 38 + (year - 2018) * 2;
  return Array.from({ length: count }, (_, index) => {
    const random = randomOf(`${place.code}/asset/${index}`);
    const name = random.pick(goods);
    const bought = 2006 + ((index * 7) % 20);
    const amount = random.integer(1, name === '路灯' ? 32 : 12);
    const fen = amount * random.integer(60, 3200) * 100;
    const state = randomOf(`${place.code}/asset/${index}/${year}`).pick(states);
    return {
      id: `ZC${place.code.slice(-4)}-${String(index + 1).padStart(4, '0')}`,
      name,
      room: random.pick(rooms),
      bought: Math.min(bought, year),
      amount,
      fen,
      state,
    };
  });
}

function assetRegister(place: Place, year: number): DemoItem {
  const rows = assetRows(place, year);
  const total = rows.reduce((sum, { fen }) => sum + fen, 0);
  const idle = rows.filter(({ state }) => state !== '在用');
  return compose(place, {
    key: `asset-register/${year}`,
    kind: 'register',
    title: `${place.name}集体资产台账（${year}年底盘点）`,
    emphasis: `${year}年底点清集体家当 ${rows.length} 项`,
    catalogue: entriesFor(place, 'assets'),
    period: String(year),
    day: addDays(`${year}-12-26`, randomOf(`${place.code}/asset-day/${year}`).integer(0, 4)),
    body: `${year}年12月下旬，会计和监督委员会的人一起到各处点了一遍，共${rows.length}项，账面原值${yuan(total)}元。其中${idle.length}项闲置或待修，明年先修后用，修不好的按程序报废。`,
    tables: [
      table({
        columns: [
          ['编号'],
          ['名称'],
          ['放在哪里'],
          ['购置年份', 'number'],
          ['数量', 'number'],
          ['原值', '元'],
          ['状态'],
        ],
        rows: [
          ...rows.map((row) => ({
            id: row.id,
            cells: [
              row.id,
              row.name,
              row.room,
              String(row.bought),
              String(row.amount),
              yuan(row.fen),
              row.state,
            ],
          })),
          { kind: 'total', cells: [{ text: '合计', columnSpan: 5 }, yuan(total), ''] },
        ],
      }),
    ],
  });
}

const fields = [
  '大田',
  '秧田畈',
  '溪边',
  '牛轭丘',
  '长丘',
  '庙后',
  '水碓头',
  '枫树下',
  '㙍边',
  '石桥头',
  '塘角',
  '山湾',
  '沙地',
  '上畈',
  '下畈',
  '晒场后',
];
const uses = ['水田', '水田', '水田', '旱地', '菜地', '茶园'];

/** Parcels of contracted land: 1,180 in the main village. */
function parcelRegister(place: Place, year: number): DemoItem {
  const count = place.full ? 1_180 : 176;
  const households = householdsOf(place);
  const rows = Array.from({ length: count }, (_, index) => {
    const random = randomOf(`${place.code}/parcel/${index}`);
    const household = households[index % households.length];
    const use = index % 17 === year % 17 ? '抛荒（已登记）' : random.pick(uses);
    return [
      `DK${place.code.slice(-4)}-${String(index + 1).padStart(5, '0')}`,
      household?.group ?? '',
      random.pick(fields),
      use,
      (random.integer(18, 260) / 100).toFixed(2),
      mask(household?.head ?? ''),
      // Blank where the household farms it itself.
      random.chance(0.31) ? random.pick(['粮食合作社', '种粮大户', '茶叶合作社', '本村亲戚代种']) : '',
    ];
  });
  const area = rows.reduce((sum, row) => sum + Math.round(Number(row[4]) * 100), 0);
  const fallow = rows.filter((row) => row[3] === '抛荒（已登记）').length;
  return compose(place, {
    key: `parcels/${year}`,
    kind: 'register',
    title: `${place.name}承包地块台账（${year}年版）`,
    emphasis: `全村 ${count} 块承包地，一块一号`,
    catalogue: ['village.finance.9', 'zw.finance.3'],
    period: String(year),
    day: `${year}-03-${String(randomOf(`${place.code}/parcels/${year}`).integer(10, 27)).padStart(2, '0')}`,
    body: `台账共${count}块、${(area / 100).toFixed(2)}亩，每块地一个编号，编号以后不变。“现由谁种”一栏空着的，是承包户自己种。今年登记抛荒${fallow}块，想种的人可以到村里问。`,
    tables: [
      table({
        columns: [
          ['地块号'],
          ['组'],
          ['小地名'],
          ['用途'],
          ['面积（亩）', 'number'],
          ['承包户'],
          ['现由谁种'],
        ],
        rows: rows.map((cells) => ({ id: cells[0] ?? '', cells })),
      }),
    ],
  });
}

const hills = [
  '䶮山东坡',
  '䶮山西坡',
  '竹园后山',
  '上溪茶园',
  '石埠荒滩',
  '新田机动地',
  '云溪下游滩地',
  '鱼塘',
  '祠堂后林',
  '桥头空地',
];

function resourceRegister(place: Place, year: number): DemoItem {
  const count = place.full ? 212 : 34;
  const rows = Array.from({ length: count }, (_, index) => {
    const random = randomOf(`${place.code}/resource/${index}`);
    const rented = randomOf(`${place.code}/resource/${index}/${year}`).chance(0.55);
    return {
      id: `ZY${place.code.slice(-4)}-${String(index + 1).padStart(4, '0')}`,
      name: `${random.pick(hills)}${String(index + 1)}号`,
      kind: random.pick(['林地', '林地', '滩地', '机动地', '水面', '园地']),
      area: random.integer(30, 8600) / 100,
      rented,
      fen: rented ? random.integer(300, 9800) * 100 : 0,
    };
  });
  const total = rows.reduce((sum, { fen }) => sum + fen, 0);
  const rented = rows.filter((row) => row.rented).length;
  return compose(place, {
    key: `resources/${year}`,
    kind: 'register',
    title: `${place.name}集体资源台账（${year}年）`,
    emphasis: `山、滩、水面共 ${count} 处，发包 ${rented} 处`,
    catalogue: ['village.finance.16', 'zw.finance.3'],
    period: String(year),
    day: `${year}-05-${String(randomOf(`${place.code}/resources/${year}`).integer(8, 26)).padStart(2, '0')}`,
    body: `${year}年的资源台账按“一处一号”登记，共${count}处，发包${rented}处，年发包款${yuan(total)}元；没有发包的${count - rented}处由集体看管，不许私占。`,
    tables: [
      table({
        columns: [['资源号'], ['名称'], ['类别'], ['面积（亩）', 'number'], ['是否发包'], ['年发包款', '元']],
        rows: [
          ...rows.map((row) => ({
            id: row.id,
            cells: [
              row.id,
              row.name,
              row.kind,
              row.area.toFixed(2),
              row.rented ? '是' : '否',
              row.rented ? yuan(row.fen) : '',
            ],
          })),
          { kind: 'total', cells: [{ text: '合　计', columnSpan: 5 }, yuan(total)] },
        ],
      }),
    ],
  });
}

/** Registers of one place, each year's as it was then. */
export function registers(place: Place, today: string): DemoItem[] {
  const items = yearsUntil(today).flatMap((year): DemoItem[] => {
    if (!place.full && year % 2 === 1) return [];
    if (place.kind === 'community') return [assetRegister(place, year), contractRegister(place, year)];
    const parcels = place.full ? year === 2018 || (year - 2018) % 4 === 0 : year === 2020 || year === 2024;
    return [
      assetRegister(place, year),
      contractRegister(place, year),
      ...(place.full || year % 2 === 0 ? [resourceRegister(place, year)] : []),
      ...(parcels ? [parcelRegister(place, year)] : []),
    ];
  });
  return items;
}
