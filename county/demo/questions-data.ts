/** What villagers ask, and what they are told. */
import type { Random } from './random.ts';

export type QuestionPlan = {
  question: string;
  detail: (group: string, random: Random) => string;
  short: string;
  answer: (group: string, random: Random, year: number) => string;
};

const plan = (
  question: string,
  detail: QuestionPlan['detail'],
  short: string,
  answer: QuestionPlan['answer'],
): QuestionPlan => ({ question, detail, short, answer });

export const questions: readonly QuestionPlan[] = [
  plan(
    '路灯坏了什么时候修',
    (group, random) =>
      `${group}第${random.integer(2, 9)}盏灯不亮有半个多月了，晚上走路要打手电，什么时候能修？`,
    '灯已经换好',
    (group, random) =>
      `${group}的灯是控制器坏了，配件当天订的，到货后${random.integer(1, 4)}天换好，花了${random.integer(60, 180)}元。以后灯杆上都有编号，报编号就行。`,
  ),
  plan(
    '门面租金为什么不涨',
    (group, random) =>
      `桥头门面的租金${random.integer(2, 4)}年没动，旁边私人的都涨了，为什么${group}的人问不到原因？`,
    '合同没到期，到期公开招租',
    (_group, random) =>
      `合同签了五年，期内不能改。到期前两个月会贴招租公告，底价按镇上同地段的${random.integer(85, 98)}%起。合同编号可以在台账里查。`,
  ),
  plan(
    '垃圾车为什么不来',
    (group, random) => `${group}的桶满了${random.integer(2, 5)}天没人拉，下雨流到路上，是不是换人了？`,
    '司机生病，已经换班',
    (group, random) =>
      `收运的司机住院，调度漏了${group}。已补拉两车，并和镇里说好，漏一天扣${random.integer(1, 3) * 100}元。`,
  ),
  plan(
    '误工补贴怎么没有我的',
    (group, random) => `我跟着量地干了${random.integer(1, 3)}天，${group}的表上没有名字，是不是漏了？`,
    '确实漏了，已补发',
    (_group, random) =>
      `查了签到本，有${random.integer(1, 3)}天的记录，是抄表时漏抄。已补发到卡上，并在下一季的表里注明“补”。经手人作了检讨。`,
  ),
  plan(
    '承包地面积和证上对不上',
    (group, random) => `${group}那块田，证上${random.integer(11, 19) / 10}亩，补贴表上少了两分，以哪个为准？`,
    '以证为准，差额下次补',
    (_group, random) =>
      `补贴表用的是${random.integer(2010, 2016)}年的旧数，这一次改过来，少的钱随下批一起补。麻烦带证来复印一张。`,
  ),
  plan(
    '上坟的路能不能修',
    (group, random) => `${group}到后山的土路下雨很滑，老人摔过${random.integer(1, 3)}次，能不能铺石子？`,
    '列进计划，先铺最陡一段',
    (_group, random) =>
      `去看过，全铺要${random.integer(4, 9)}万多，一年拿不出。先铺最陡的${random.integer(60, 160)}米，其余写进明年的打算，代表会议上再议。`,
  ),
  plan(
    '老年食堂的菜钱对不对',
    (group, random) => `食堂一顿收${random.integer(4, 8)}元，${group}有人说是赚老人的钱，账能不能看？`,
    '账是公开的，食堂每月亏一点',
    (_group, random) =>
      `食堂的账每月贴在门口。上个月收餐费${random.integer(3800, 6900)}元，买菜和工资花得更多，差额由集体补。想看单据的随时来。`,
  ),
  plan(
    '集体树被砍了是谁批的',
    (group, random) => `${group}路边${random.integer(3, 12)}棵大树前天被锯了，谁同意的？`,
    '挡电线，供电所办了手续',
    (group, random) =>
      `树枝碰到高压线，供电所有采伐证，号码贴在现场。木头卖了${random.integer(6, 26)}00元，已进集体账，秋天在${group}补种。`,
  ),
  plan(
    '水费怎么一下多了',
    (group, random) =>
      `我家${random.integer(2, 4)}口人，这季水费多了一倍，${group}好几家都这样，是不是表有问题？`,
    '两户表坏，其余是抄表晚了',
    (_group, random) =>
      `抄表比上次晚了${random.integer(18, 33)}天，所以数大。另外有两户的表走快，已经换，多收的${random.integer(12, 58)}元退回。`,
  ),
  plan(
    '低保评议我能不能去听',
    (group) => `${group}评低保那天能不能旁听？说是代表才能进。`,
    '可以旁听，不能投票',
    (_group, random) =>
      `可以。每次留${random.integer(6, 12)}个旁听座位，提前一天到村部说一声。旁听的不投票，散会前可以说两句。`,
  ),
  plan(
    '工程款为什么还没付清',
    (group, random) => `${group}修的活做完${random.integer(3, 8)}个月了，听工头说钱还差一截，是怎么回事？`,
    '剩下的是质保金',
    (_group, random) =>
      `合同里写明留${random.integer(3, 5)}%质保金，满一年没毛病才付。到期日在合同台账里，到时会公布付款单。`,
  ),
  plan(
    '征求意见的会为什么没叫我',
    (group, random) => `上回商量停车的会，${group}只叫了${random.integer(5, 9)}户，我家住得最近却不知道。`,
    '通知漏了，下次上门送条',
    (_group, random) =>
      `通知发在群里，没顾上不用手机的人，这是我们没做好。往后涉及${random.integer(10, 30)}户以内的，一户一张条子送到门上。`,
  ),
  plan(
    '公开栏的表看不懂',
    (group) => `公开栏上的表字小，${group}的老人站着看不清，能不能写明白点？`,
    '字放大，加一句大白话',
    (_group, random, year) =>
      `${year}年起表头上先写一句“花了多少、剩了多少”，字号放到${random.integer(26, 34)}磅。查询机上还可以放大看。`,
  ),
  plan(
    '茶园的承包款交了没有',
    (group, random) => `上溪茶园包出去${random.integer(3, 6)}年了，${group}的人想知道钱交齐没有。`,
    '交到去年，今年的年底到期',
    (_group, random) =>
      `承包人前几年都在${random.integer(11, 12)}月交，收据和进账单都在。今年的到期还没交，逾期一天按万分之${random.integer(3, 5)}加收。`,
  ),
  plan(
    '健身器材伤了孩子谁管',
    (group, random) =>
      `${group}的秋千链子断了，孩子磕破了膝盖，药费${random.integer(60, 320)}元，集体赔不赔？`,
    '赔药费，器材已拆下来修',
    (_group, random) =>
      `是集体维护不到，药费全付，另送${random.integer(1, 2)}箱牛奶去看望。所有器材当天查了一遍，封了${random.integer(2, 5)}件。`,
  ),
];
