/** Documents as they really come in (requirements.md, "What real disclosures are like"): published as they are, contradictions and all. */
import { compose, type DemoItem, type Given } from './demo-item.ts';
import { mainVillage, type Place, villages } from './places.ts';
import { table } from './tables.ts';

type Messy = Given & { place?: Place };

const otherSpelling = villages.find((place) => place.otherSpelling !== undefined) ?? mainVillage;

const brokenText: Messy = {
  key: 'messy/broken',
  kind: 'notice',
  title: '水库除险加固工程施工期间用水安排',
  emphasis: '水库放水检修，灌溉用水这样安排',
  catalogue: ['village.affairs.21', 'sx.project'],
  period: '2024',
  day: '2024-10-16',
  // Copied from a page that broke its lines by hand and lost a digit's neighbour.
  body: '经与管\n理所商定，水库于20 24年10月\n20日起放水检修，预计20 28年汛\n期前完成全部除险加\n固。其间上溪、下溪两片由提\n灌站供水，每 周 三、六放水，先末\n端后上 游。缺水的组请提前一 天告诉水\n管员。联系电 话0981-602\n1140。',
};

const oddAmounts: Messy = {
  key: 'messy/amounts',
  kind: 'statement',
  title: '修族谱余款和零星收支说明',
  emphasis: '零散收支，写法不一，照原样登',
  catalogue: ['village.finance.18'],
  period: '2023',
  day: '2023-05-09',
  body: '这几笔是经手人手写的条子，照原样登出来。其中募捐到5.9万多元，零头还在核；利息24元6角，零钱3块钱放在信封里，已交会计。',
  tables: [
    table({
      columns: [['事项'], ['金额', '元'], ['备注']],
      rows: [
        ['族谱印刷余款', '叁万元整', '收据一张'],
        ['活期利息', '24元6角', ''],
        ['卖旧书', '3块钱', '信封'],
        ['募捐', '5.9万多元', '零头待核'],
        ['退回押金', '1180元', ''],
        ['县里补助', '71.54万元', '专户，不在本账'],
      ],
    }),
  ],
};

const parcels: Messy = {
  key: 'messy/parcels',
  kind: 'notice',
  title: '新田片小块并大块方案公示',
  emphasis: '28 块小田并成 6 块大田',
  catalogue: ['village.finance.9', 'zw.finance.3'],
  period: '2022',
  day: '2022-11-03',
  publicity: { from: '2022-11-03', to: '2022-11-12', days: 10 },
  body: '新田片现有小田28块，田埂占地两亩多，机器掉头难。打算并成6块大田，按原面积分回，差数用现金找平，每亩作价4.2万元。\n\n并田前后的面积由组长和农户一起量，共29块（含水沟边一块未登记的），量完再抽签。公示十天。',
  tables: [
    table({
      columns: [['组'], ['原块数', 'number'], ['原面积（亩）', 'number'], ['并后块数', 'number']],
      rows: [
        ['新田', '17', '21.36', '4'],
        ['䶮山脚', '11', '12.90', '2'],
        { kind: 'total', cells: ['合 计', '28', '34.26', '6'] },
      ],
    }),
  ],
};

const oldDocument: Messy = {
  key: 'messy/old',
  kind: 'policy',
  title: '桥头水厂供水协议（二〇一〇年签订，补充公布）',
  emphasis: '水厂供水协议，补登',
  catalogue: ['village.system.9', 'zw.finance.3'],
  period: '2008-07/2010-12',
  dated: '2010-12-20',
  day: '2019-12-03',
  body: '协议签于二〇一〇年十二月二十日，当时只贴在公开栏，没有留电子版，这次照原件补登。主要内容：二〇〇八年七月起由村里出地、水厂出管，供上溪、下溪、桥头三组；前三年水费每吨九角；管道归水厂，井归村里。协议期二十年。',
};

const letter: Messy = {
  key: 'messy/letter',
  kind: 'general',
  title: '请大家帮帮石埠的周家',
  emphasis: '石埠一户遭火灾，请大家搭把手',
  catalogue: ['village.finance.18'],
  period: '2021-12',
  day: '2021-12-17',
  body: '各位乡亲：前天夜里石埠周家的厨房着火，屋顶塌了半间，人没事，两个孩子的衣服书本都没了。天冷，先借住在礼堂后屋。有旧棉被、课本、煤气灶的，送到村部；要给钱的，放在箱子里，会计当面数，贴出来。谁也不强求。',
};

const continued = (() => {
  const columns = [['支出项目'], ['预算', '万元'], ['实际', '万元']] as const;
  const first = table({
    title: '老年食堂年度收支（一）',
    columns,
    rows: [
      ['米面油', '3.20', '3.4127'],
      ['肉菜', '8.60', '8.55'],
      ['煤气和电', '1.10', '1.28'],
      ['厨工工资', '5.76', '5.76'],
    ],
  });
  const second = table(
    {
      title: '续表',
      columns,
      continues: true,
      rows: [
        ['餐具', '0.30', '0.2648'],
        ['保险', '0.12', '0.12'],
        ['维修', '0.20', '0.36'],
        { kind: 'total', cells: ['合  计', '19.28', '19.75'] },
      ],
    },
    first,
  );
  return { first, second };
})();

const canteen: Messy = {
  key: 'messy/canteen',
  kind: 'statement',
  title: '老年食堂2025年收支（单位：万元）',
  emphasis: '老年食堂一年花了 19.75 万元',
  catalogue: ['village.finance.14', 'zw.finance.7'],
  period: '2025',
  day: '2026-01-19',
  body: '一张纸写不下，分成两张，后一张接着前一张。表里有的写到两位小数，有的写到四位，是按发票抄的，合计只写两位。实际比预算多的主要是煤气。每天用餐约62人，中饭为主。',
  tables: [continued.first, continued.second],
};

const handlers: Messy = {
  key: 'messy/handlers',
  kind: 'list',
  title: '各窗口经办人和电话（原样转发）',
  emphasis: '办什么事找谁，电话在表里',
  catalogue: ['village.affairs.19', 'zw.village.3'],
  period: '2025',
  day: '2025-04-11',
  body: '镇里发来的表，有的格子空着，表示那一项由值班的人接。表头两行合在一起，照原样转发。电话都是办公室的座机，晚上没人接。',
  tables: [
    table({
      header: [
        [
          { text: '事项', rowSpan: 2 },
          { text: '经办', columnSpan: 2 },
          { text: '备注', rowSpan: 2 },
        ],
        [{ text: '姓名' }, { text: '电话' }],
      ],
      columns: [['事项'], ['姓名'], ['电话'], ['备注']],
      rows: [
        ['医保', '柳桥镇便民中心', '0981-6021016', ''],
        ['社保', '', '0981-6021017', '值班接'],
        ['民政', '镇民政办', '0981-6021033', '周六上午有人'],
        ['惠农补贴', '', '12317', '全国热线'],
        ['残联', '镇残联', '', '到二楼找'],
      ],
    }),
  ],
};

const tilted: Messy = {
  key: 'messy/spelling',
  place: otherSpelling,
  kind: 'notice',
  title: '垛头村茶山机耕道放样',
  emphasis: '茶山机耕道开始放样',
  catalogue: ['sx.project.1', 'zw.finance.6'],
  period: '2023',
  day: '2023-03-21',
  body: '垛头村（即㙍头村，户口本两种写法都有）茶山机耕道按图放样，木桩打在两边，请不要拔。碰到茶树的，按每丛35元补，先数后挖。岭脚两户要求往里让半米，设计已经改了。',
};

const neighbour: Messy = {
  key: 'messy/which',
  kind: 'notice',
  title: '寄错的信请到桥头来换',
  emphasis: '云溪村和云溪湾村的信常寄错',
  catalogue: ['village.affairs.21'],
  period: '2024-09',
  day: '2024-09-05',
  body: '云溪湾村和我们村只差一个字，信和快递常送错。上个月有14件，其中社保卡3张。写地址时请写到组。捡到对方村的，放在桥头便民点，两边每周二对换。',
};

export function messyItems(): DemoItem[] {
  return [brokenText, oddAmounts, parcels, oldDocument, letter, canteen, handlers, tilted, neighbour].map(
    ({ place = mainVillage, ...given }) => compose(place, given),
  );
}
