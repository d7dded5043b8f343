/** What comes in and goes out in which month, and between which amounts (元). */
import type { Entry } from './ledger.ts';

export type Rule = {
  account: string;
  direction: Entry['direction'];
  receipt: Entry['receipt'];
  months: readonly number[];
  day: number;
  /** 元 */
  least: number;
  most: number;
  memos: readonly string[];
};

const every = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const rule = (
  account: string,
  direction: Entry['direction'],
  receipt: Entry['receipt'],
  months: readonly number[],
  day: number,
  [least, most]: readonly [number, number],
  memos: readonly string[],
): Rule => ({ account, direction, receipt, months, day, least, most, memos });

export const villageIncome: readonly Rule[] = [
  rule(
    '厂房和门面租金',
    'in',
    'bank',
    [1, 4, 7, 10],
    8,
    [61_000, 78_000],
    ['桥头门面租金', '老茶厂厂房租金', '晒场边仓库租金'],
  ),
  rule(
    '鱼塘和山林发包',
    'in',
    'bank',
    [3, 12],
    16,
    [18_000, 36_000],
    ['䶮山脚鱼塘承包款', '竹林承包款', '上溪茶园承包款'],
  ),
  rule(
    '光伏发电收入',
    'in',
    'bank',
    [2, 5, 8, 11],
    20,
    [6_800, 13_600],
    ['礼堂屋顶光伏电费', '村部光伏上网电费'],
  ),
  rule('村级组织运转补助', 'in', 'bank', [1, 4, 7, 10], 22, [42_000, 45_500], ['镇财政拨付运转经费']),
  rule('存款利息', 'in', 'bank', [3, 6, 9, 12], 21, [180, 960], ['银行季度结息']),
  rule(
    '环境整治补助',
    'in',
    'bank',
    [6, 11],
    18,
    [12_000, 26_000],
    ['人居环境整治考核奖', '垃圾分类以奖代补'],
  ),
  rule('捐赠收入', 'in', 'receipt', [9], 9, [2_000, 12_000], ['重阳节敬老捐款', '乡贤助学捐款']),
  rule(
    '其他收入',
    'in',
    'receipt',
    [5, 10],
    26,
    [300, 4_200],
    ['废旧物资变卖', '报废桌椅处置', '代收水费手续费'],
  ),
];
export const villageSpending: readonly Rule[] = [
  rule('村干部基本报酬', 'out', 'wages', every, 10, [11_200, 11_900], ['发放当月基本报酬']),
  rule(
    '误工补贴',
    'out',
    'wages',
    every,
    27,
    [1_400, 5_200],
    ['组长、代表误工补贴', '防汛值守误工补贴', '入户登记误工补贴'],
  ),
  rule('保洁员工资', 'out', 'wages', every, 12, [7_800, 8_600], ['保洁员工资']),
  rule(
    '办公费',
    'out',
    'invoice',
    [1, 3, 5, 6, 8, 9, 11],
    14,
    [320, 2_300],
    ['打印纸、硒鼓', '公开栏制作', '会议资料印刷', '档案盒和文具'],
  ),
  rule('水电费', 'out', 'invoice', every, 6, [680, 2_150], ['村部和礼堂电费', '公厕水费电费', '路灯电费']),
  rule('通信和网络费', 'out', 'invoice', [2, 5, 8, 11], 7, [620, 980], ['宽带和电话费']),
  rule('报刊费', 'out', 'invoice', [11], 15, [3_900, 4_600], ['征订下一年报刊']),
  rule(
    '道路和水渠养护',
    'out',
    'invoice',
    [2, 4, 6, 7, 9, 10, 12],
    19,
    [2_600, 16_800],
    ['修补破损路面', '清理水渠', '更换排水沟盖板', '塌方清理机械费'],
  ),
  rule(
    '绿化和环境整治',
    'out',
    'invoice',
    [3, 5, 8, 10],
    23,
    [1_800, 11_500],
    ['补种行道树', '清运建筑垃圾', '购买垃圾桶', '绿化带修剪'],
  ),
  rule(
    '文体活动',
    'out',
    'invoice',
    [2, 6, 9, 10],
    25,
    [1_200, 8_800],
    ['元宵活动用品', '广场舞音响维修', '重阳节演出', '农民运动会服装'],
  ),
  rule(
    '慰问和救助',
    'out',
    'receipt',
    [1, 7, 9, 12],
    17,
    [2_400, 14_000],
    ['春节慰问困难户', '高温慰问', '重阳节慰问老人', '临时救助'],
  ),
  rule(
    '防汛防火',
    'out',
    'invoice',
    [4, 6, 10],
    11,
    [900, 5_600],
    ['防汛沙袋', '应急照明', '森林防火巡护', '灭火器更换'],
  ),
  rule('老年食堂补助', 'out', 'receipt', [3, 6, 9, 12], 28, [3_000, 7_400], ['老人用餐补助']),
  rule('集体收益分配', 'out', 'wages', [12], 24, [52_000, 68_000], ['股东分红', '合作医疗个人缴费补助']),
];

export const communityIncome: readonly Rule[] = [
  rule('办公和服务经费', 'in', 'bank', [1, 4, 7, 10], 15, [58_000, 66_000], ['镇财政拨付社区经费']),
  rule('活动用房租金', 'in', 'bank', [3, 9], 10, [12_000, 15_500], ['便民超市租金', '快递驿站租金']),
  rule('公益创投资金', 'in', 'bank', [5], 18, [30_000, 50_000], ['为老助餐公益项目', '青少年暑托班项目']),
  rule('存款利息', 'in', 'bank', [3, 6, 9, 12], 21, [90, 420], ['银行季度结息']),
];
export const communitySpending: readonly Rule[] = [
  rule('网格员补贴', 'out', 'wages', every, 12, [9_400, 10_200], ['网格员补贴']),
  rule('办公费', 'out', 'invoice', every, 16, [400, 1_900], ['文具和打印', '公示栏更新', '饮用水']),
  rule('水电费', 'out', 'invoice', every, 8, [900, 1_800], ['社区用房水电']),
  rule(
    '为老服务',
    'out',
    'receipt',
    [2, 5, 8, 11],
    22,
    [4_200, 11_000],
    ['助餐补助', '上门理发', '健康讲座'],
  ),
  rule(
    '文体活动',
    'out',
    'invoice',
    [1, 5, 7, 9],
    24,
    [2_200, 7_600],
    ['邻居节用品', '暑托班材料', '合唱队服装'],
  ),
  rule(
    '小区维修',
    'out',
    'invoice',
    [4, 8, 10],
    19,
    [5_600, 17_500],
    ['楼道照明维修', '屋面补漏', '下水道疏通'],
  ),
];
