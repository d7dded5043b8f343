/** Words of an item's page beyond its frame: pictures of money, stages, flow charts, long tables, sound and film. */
import type { ItemKind, ProjectStage } from '../contract/content.ts';

export const money = {
  bothSides: '收入和支出，一期一期看',
  income: '收入',
  expense: '支出',
  inUnit: (unit: string) => `单位：${unit}`,
  shown: '正在看',
  columns: '这一期的七项账',
  noStatement: '还没有公开',
  composition: (about: string) => (about === '' ? '由哪些组成' : `${about}由哪些组成`),
  share: (percent: string) => `${percent}%`,
  rest: (count: number) => `其余 ${count} 项`,
  compositionLine: '按表里的各行画，比例是各行占合计的份额。',
  summedLine: (sum: string, stated: string, unit: string) =>
    `各行相加是 ${sum} ${unit}，表上写的是 ${stated} ${unit}；照原表公布，没有改动。`,
};

/** Stages of the disposal of an asset or resource (R1.13), in the places of a project's. */
export const disposalStages: Record<ProjectStage, string> = {
  approval: '提议和表决',
  budget: '评估和底价',
  quantities: '标的清单',
  tender: '公开竞价',
  contract: '签订合同',
  acceptance: '移交',
  payment: '收款',
};

export const project = {
  disposalTitle: (name: string) => `${name}：从提议到收款`,
  progress: (done: number, all: number) => `${all} 步中 ${done} 步有材料`,
  gaps: (names: string) => `缺失：${names}`,
  amounts: '钱数前后对照',
  amountsLine: '取自各步公布的材料，没有改动。',
  sum: (count: number) => `${count} 笔相加`,
  amount: (label: string, amount: string) => `${label} ${amount}`,
  less: (later: string, earlier: string, amount: string) => `${later}比${earlier}少 ${amount}`,
  more: (later: string, earlier: string, amount: string) => `${later}比${earlier}多 ${amount}`,
  same: (later: string, earlier: string) => `${later}和${earlier}一样`,
  disposalAmounts: { budget: '底价', tender: '成交价', contract: '合同', payment: '已收' },
  worksAmounts: { budget: '预算', tender: '中标价', contract: '合同价', payment: '已付' },
};

export const power = {
  chart: '流程图',
  start: '开始',
  end: '办结',
  branches: '看金额和情况，分开办',
  overlap: '这几条的范围有重叠，原文就是这样写的。办的时候以工作人员的解释和原文为准。',
  reordered: '原文的步骤没有按顺序写，这里按步骤的编号排好。',
  results: '按这项权力办了哪些事',
  noResults: '还没有公开按这项权力办的事',
  belongs: '这件事是按哪项权力办的',
};

export const story = {
  title: '这件事的前前后后',
  step: (index: number, count: number) => `第 ${index} 步，共 ${count} 步`,
  shown: '正在看',
  consultation: '征求意见',
  result: '结果',
  /** What an item was in its affair, by its kind; others are told by their place. */
  kinds: { decision: '决定', result: '结果', question: '问答', project: '工程' } as Partial<
    Record<ItemKind, string>
  >,
  before: '事前',
  during: '事中',
  after: '事后',
};

export const longTable = {
  open: (count: number) => `看整张表，${count} 行都能查`,
  find: '在这张表里找',
  found: (found: number, all: number) => `找到 ${found} 行，共 ${all} 行`,
  all: (count: number) => `共 ${count} 行`,
  nothing: (text: string) => `这张表里没有「${text}」`,
  /** @param found rows that have the text */
  only: (text: string, found: number, all: number) => `只列出有「${text}」的 ${found} 行，整张表共 ${all} 行`,
  notOnly: '全部列出',
  clear: '清空',
  keys: '打字',
  hideKeys: '收起键盘',
  scroll: '表格内容，可以上下左右移动',
  choose: '选行打印',
  chooseEnd: '不选了',
  chooseLine: (most: number) => `按一行就选中它，再按一次不选。最多选 ${most} 行。`,
  chosen: (count: number, most: number) => (count === most ? `选了 ${count} 行，已满` : `选了 ${count} 行`),
  print: (count: number) => (count === 0 ? '打印选中的' : `打印选中的 ${count} 行`),
  printTitle: (count: number) => `选中的 ${count} 行`,
  top: '到开头',
  bottom: '到末尾',
  more: '表格比屏幕宽，左右还有内容。',
  wider: '向右看',
  narrower: '向左看',
};

export const media = {
  play: '播放',
  pause: '暂停',
  backward: '退 10 秒',
  forward: '进 10 秒',
  louder: '大声',
  quieter: '小声',
  position: '播放到哪里',
  time: (now: string, all: string) => `${now} / ${all}`,
  volume: (percent: number) => `音量 ${percent}%`,
  failed: '这段录音或录像放不出来，可以到村委会窗口查看。',
  again: '再试一次',
  video: '录像',
  audio: '录音',
  playPicture: '让图动起来',
  stillPicture: '让图停下来',
  reset: '复位',
  moveLine: '手指拖动可以移动图片',
};

export const vouchers = {
  ask: '申请查阅',
  askLine: '在这里写一句要看哪一笔，县里收到后安排查阅。',
  /** What the letter to the county begins with. */
  wanted: (line: string | undefined, names: string) =>
    line === undefined ? `想看：${names}` : `想看「${line}」这一笔的凭证${names === '' ? '' : `：${names}`}`,
  open: '本人登录后看',
  openLine: '要输入自己的姓名和身份证号，由县里核对。',
  title: '登录看凭证',
  titleOf: (line: string) => `看「${line}」的凭证`,
  line: '按公开目录，这些凭证村民本人登录后可以看。请输入自己的姓名和身份证号，由县里核对；这台机器不保存，按「结束」就退出登录。',
  signIn: '登录',
  signingIn: '正在请县里核对，请稍等…',
  signedIn: '已登录。看完请按「结束」。',
  loading: '正在取凭证…',
  see: '看凭证',
  again: '重新输入',
  leave: '结束并退出登录',
  unknown: {
    title: '没有核对上',
    advice:
      '请核对姓名和身份证号。县里按补贴发放名册核对，没有领过补贴的村民名册上没有；可以带身份证到村委会窗口查阅，或在这里申请查阅。',
  },
  'no-register': {
    title: '县里还没有开通登录',
    advice: '县里还没有可以核对的村民名册。请带身份证到村委会窗口查阅，或在这里申请查阅。',
  },
  ended: { title: '登录已经结束', advice: '为了安全，登录只管十分钟。要接着看，请重新输入。' },
};
