/** A project is one code with seven stages; here what a village publishes at each, and what it says when a stage has no document. */

import { daysBetween } from '../../main/calendar/days.ts';
import type { ProjectStage } from '../../main/contract/content.ts';
import { addDays } from '../source/days.ts';
import { chineseDay, shortDay } from './calendar.ts';
import { compose, type DemoItem, type FilePlan, type Given } from './demo-item.ts';
import { spoken, wan, yuan } from './money-text.ts';
import { officialsOn, type Place } from './places.ts';
import { type ProjectPlan, projects } from './projects-data.ts';
import { randomOf } from './random.ts';
import { table } from './tables.ts';

type StageText = Pick<Given, 'title' | 'body' | 'tables' | 'files' | 'emphasis' | 'publicity'> & {
  day: string;
};

/** A day between approval and the start of work, as a share of that time (of fifty days where it is longer). */
function beforeStart(project: ProjectPlan, share: number): string {
  const days = Math.min(50, daysBetween(project.approvedOn, project.started));
  return addDays(project.approvedOn, Math.round(days * share));
}

const columns: Record<ProjectStage, string> = {
  approval: 'sx.project.1',
  budget: 'sx.project.2',
  quantities: 'sx.project.3',
  tender: 'sx.project.4',
  contract: 'sx.project.5',
  acceptance: 'sx.project.6',
  payment: 'sx.project.7',
};

function paper(title: string, lines: readonly string[], name: string): FilePlan {
  return { drawing: 'document', subject: title, lines, name, title, access: 'all' };
}
const photo = (project: ProjectPlan, caption: string, name: string): FilePlan => ({
  drawing: 'scene',
  subject: project.scene,
  lines: [caption],
  name,
  title: caption,
  access: 'all',
});

function approval(_place: Place, project: ProjectPlan): StageText {
  const random = randomOf(`approval/${project.code}`);
  const present = random.integer(31, 37);
  return {
    day: addDays(project.approvedOn, 1),
    title: `${project.name}立项`,
    emphasis: `${project.plain}：代表会议同意办`,
    body: `${project.purpose}。地点在${project.site}。\n\n${chineseDay(project.approvedOn)}村民代表会议应到38人，实到${present}人，举手表决，${present - random.integer(0, 2)}人赞成，事项通过。项目编号${project.code}，以后这个项目的每一步都用这个号公布。镇里当月批复同意实施。`,
  };
}

/** Prices of the bill, so that its rows add up to the budget. */
function priced(project: ProjectPlan) {
  const random = randomOf(`prices/${project.code}`);
  const weights = project.quantities.map(() => random.integer(20, 100));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  let left = project.budget;
  return project.quantities.map(([work, unit, amount], index) => {
    const last = index === project.quantities.length - 1;
    const fen = last ? left : Math.round((project.budget * (weights[index] ?? 0)) / sum / 100) * 100;
    left -= fen;
    return { work, unit, amount, fen };
  });
}

function budget(_place: Place, project: ProjectPlan): StageText {
  const rows = priced(project);
  return {
    day: beforeStart(project, 0.24),
    title: `${project.name}预算`,
    emphasis: `${project.plain}预算 ${spoken(project.budget)}`,
    body: `预算由镇里委托的造价员编制，总价${wan(project.budget)}万元，其中${project.grant.from}${wan(project.grant.fen)}万元，其余由村集体自筹，不向农户摊派。现场量过的人：组长一名、代表两名。`,
    tables: [
      table({
        title: '预算表',
        columns: [['分项'], ['金额', '元']],
        rows: [
          ...rows.map(({ work, fen }) => [work, yuan(fen)]),
          { kind: 'total', cells: ['合计', yuan(project.budget)] },
        ],
      }),
    ],
  };
}

function quantities(_place: Place, project: ProjectPlan): StageText {
  return {
    day: beforeStart(project, 0.36),
    title: `${project.name}工程量清单`,
    emphasis: `${project.plain}要做哪些活，一共 ${project.quantities.length} 项`,
    body: `清单按施工图数出来，共${project.quantities.length}项，${project.quantities.map(([work]) => work).join('、')}。施工中要增减的，先由监督委员会到场量，签字后才算数。`,
    tables: [
      table({
        columns: [['序号', 'number'], ['分项'], ['单位'], ['数量', 'number']],
        rows: project.quantities.map(([work, unit, amount], index) => [
          String(index + 1),
          work,
          unit,
          String(amount),
        ]),
      }),
    ],
  };
}

const rivals = [
  '越州宏达建设有限公司',
  '越州恒基市政有限公司',
  '柳桥镇诚信施工队',
  '越州新程路桥有限公司',
  '越州金土地建设有限公司',
  '越州永固建筑有限公司',
];

function tender(_place: Place, project: ProjectPlan): StageText {
  const random = randomOf(`bids/${project.code}`);
  const bids = [
    { name: project.builder, fen: project.contract },
    ...random.some(rivals, project.bids - 1).map((name) => ({
      name,
      fen: project.contract + random.integer(8, 90) * Math.round(project.contract / 100_000) * 100,
    })),
  ];
  const day = beforeStart(project, 0.6);
  return {
    day,
    title: `${project.name}招标结果公示`,
    emphasis: `${project.plain}由${project.builder}中标，${spoken(project.contract)}`,
    publicity: { from: day, to: addDays(day, 4), days: 5 },
    body: `招标公告在镇公共资源交易站贴了七天，${project.bids}家投标，${shortDay(addDays(day, -2))}当众开标，按合理低价确定${project.builder}，中标价${yuan(project.contract)}元，比预算低${yuan(project.budget - project.contract)}元。公示期内有意见的，向镇交易站书面提出。`,
    tables: [
      table({
        columns: [['投标单位'], ['报价', '元'], ['结果']],
        rows: bids.map(({ name, fen }, index) => [name, yuan(fen), index === 0 ? '中标' : '']),
      }),
    ],
  };
}

function contract(place: Place, project: ProjectPlan): StageText {
  const day = beforeStart(project, 0.86);
  const terms = [
    `一、工程名称：${project.name}，编号${project.code}。`,
    `二、合同价：人民币${yuan(project.contract)}元，按实际完成的量结算，增减要有签证。`,
    `三、工期：${chineseDay(project.started)}开工。因雨停工的，停几天顺延几天。`,
    '四、付款：按进度付，验收合格后付到百分之九十五，余下的是质保金，满一年无质量问题再付。',
    `五、施工期间的安全由${project.builder}负责，占用农田和道路的要当天恢复。`,
    '六、村监督委员会可以随时进场查看，施工方要配合。',
  ];
  return {
    day,
    title: `${project.name}合同公开`,
    emphasis: `${project.plain}合同价 ${spoken(project.contract)}，${shortDay(project.started)}开工`,
    body: `${chineseDay(day)}和${project.builder}签了合同，合同价${yuan(project.contract)}元，${chineseDay(project.started)}开工。付款、工期和质保的约定见附件，全文可以翻看。村里签字的是${officialsOn(place, day).deputy}。`,
    files: [
      paper(
        `${project.name}施工合同（摘录）`,
        [...terms, `甲方：${place.name}村民委员会`, `乙方：${project.builder}`],
        '施工合同.pdf',
      ),
    ],
  };
}

function acceptance(place: Place, project: ProjectPlan): StageText {
  const random = randomOf(`acceptance/${project.code}`);
  return {
    day: addDays(project.accepted, 3),
    title: `${project.name}竣工验收`,
    emphasis: `${project.plain}完工，验收合格`,
    body: `${chineseDay(project.accepted)}，镇建设办、监理、施工方和村监督委员会${officialsOn(place, project.accepted).overseer}等${random.integer(6, 11)}人到现场验收。${project.quantities.map(([work, unit, amount]) => `${work}${amount}${unit}`).join('，')}，逐项量过。${random.pick(['有两处边角要修，限五天内修好，已经复查。', '质量合格，资料齐全。', '接缝处有一处不平，当天返工。', '数量和清单对得上，现场没有遗留材料。'])}`,
    files: [
      photo(project, `${project.plain}：完工以后`, '完工后.jpg'),
      ...(project.accepted >= '2023'
        ? [photo({ ...project, scene: 'volunteers' }, '验收当天', '验收现场.jpg')]
        : []),
    ],
  };
}

function payment(_place: Place, project: ProjectPlan): StageText {
  const paid = project.payments.reduce((sum, { fen }) => sum + fen, 0);
  const last = project.payments.at(-1)?.day ?? project.accepted;
  const rest = project.settled - paid;
  const rows = project.payments.map(({ day, fen }, index) => [
    chineseDay(day),
    index === project.payments.length - 1 && index > 0 ? '结算款' : `第${index + 1}次进度款`,
    yuan(fen),
  ]);
  return {
    day: addDays(last, 4),
    title: `${project.name}支付结算`,
    emphasis: `${project.plain}一共花了 ${spoken(project.settled)}${rest > 0 ? `，还有 ${spoken(rest)} 质保金没付` : ''}`,
    body: `${project.name}审定结算价${yuan(project.settled)}元，比合同价${project.settled === project.contract ? '没有增减' : `多${yuan(project.settled - project.contract)}元，多出来的是现场签证增加的量`}。已经付了${yuan(paid)}元，分${project.payments.length}次打到${project.builder}账户${rest > 0 ? `，剩下${yuan(rest)}元作质保金，满一年付` : ''}。上级补助${wan(project.grant.fen)}万元，村里自己出${wan(project.settled - project.grant.fen)}万元。`,
    tables: [
      table({
        columns: [['日期'], ['款项'], ['金额', '元']],
        rows: [...rows, { kind: 'total', cells: ['已付合计', '', yuan(paid)] }],
      }),
    ],
    files: project.payments.map(({ day, fen }, index) => ({
      drawing: 'voucher' as const,
      subject: index === 0 ? 'invoice' : 'bank',
      lines: ['云溪村', '工程款', project.name, yuan(fen), day],
      name: `付款凭证-${index + 1}.jpg`,
      title: `${shortDay(day)}付款的单据`,
      access: 'all' as const,
      voucherFor: index + 1,
    })),
  };
}

const stages: readonly (readonly [ProjectStage, (place: Place, project: ProjectPlan) => StageText])[] = [
  ['approval', approval],
  ['budget', budget],
  ['quantities', quantities],
  ['tender', tender],
  ['contract', contract],
  ['acceptance', acceptance],
  ['payment', payment],
];

function stageItem(
  place: Place,
  project: ProjectPlan,
  stage: ProjectStage,
  text: StageText,
  follows: string | undefined,
): DemoItem {
  const { without } = project;
  const explained = without?.stage === stage ? without.why : undefined;
  const { day, ...written } = text;
  const reference = {
    code: project.code,
    name: project.name,
    stage,
    ...(explained ? { missing: explained } : {}),
  };
  return compose(place, {
    ...written,
    ...(explained
      ? {
          title: `${project.name}没有单独的${stage === 'tender' ? '招标文件' : '工程量清单'}的说明`,
          emphasis: `${project.plain}：这一步为什么没有材料`,
          body: explained,
          tables: [],
          files: [],
        }
      : {}),
    key: `project/${project.code}/${stage}`,
    kind: 'project',
    catalogue: [columns[stage], 'zw.finance.6'],
    period: day.slice(0, 4),
    day,
    project: reference,
    ...(follows === undefined ? {} : { follows: `project/${project.code}/${follows}` }),
  });
}

/** While the work goes on: what was done by when (事中), between contract and acceptance. */
function progress(place: Place, project: ProjectPlan): DemoItem[] {
  const random = randomOf(`progress/${project.code}`);
  return [1, 2].map((part) => {
    const days = daysBetween(project.started, project.accepted);
    const day = addDays(project.started, Math.round((days * (part * 35 + random.integer(-8, 8))) / 100));
    const [work, unit, amount] = project.quantities[(part - 1) % project.quantities.length] ?? [
      '土方',
      '立方米',
      10,
    ];
    const share = part === 1 ? random.integer(20, 45) : random.integer(60, 90);
    return compose(place, {
      key: `progress/${project.code}/${part}`,
      kind: 'project',
      title: `${project.name}施工进度（第${part}次）`,
      emphasis: `${project.plain}做到 ${share}%`,
      catalogue: ['village.affairs.11', 'sx.project'],
      period: day.slice(0, 4),
      day,
      body: `到${shortDay(day)}，${project.name}完成约${share}%，其中${work}做了${Math.round((amount * share) / 100)}${unit}。${random.pick(['这几天下雨，面层推迟。', '路过请绕行，晚上有警示灯。', '监督委员会抽查了一次，材料合格证齐全。', '施工车辆早晚高峰不进村。'])}有问题直接找现场负责人，或者到村里说。`,
      follows: `project/${project.code}/contract`,
      files:
        part === 2 && day >= '2024'
          ? [photo(project, `${project.plain}：做到${share}%`, `进度-${part}.jpg`)]
          : [],
    });
  });
}

/** All projects; a stage with an empty explanation has no item at all, so that it shows as 缺失. */
export function projectItems(place: Place, today: string): DemoItem[] {
  if (!place.full) return [];
  return projects.flatMap((project) => {
    const items: DemoItem[] = [];
    let before: ProjectStage | undefined;
    for (const [stage, write] of stages) {
      if (project.without?.stage === stage && project.without.why === '') continue;
      const text = write(place, project);
      if (text.day >= today) continue;
      items.push(stageItem(place, project, stage, text, before));
      before = stage;
    }
    return [
      ...items,
      ...progress(place, project).filter(({ publishedAt }) => publishedAt < Date.parse(`${today}T00:00:00Z`)),
    ];
  });
}
