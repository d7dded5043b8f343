/** Words of the touch terminal. Plain first, official second (quality.md, "Look and feel"). */
import type { Brightness } from '../contract/catalogue.ts';
import type { Attachment, ItemKind } from '../contract/content.ts';

export const bar = {
  home: '首页',
  search: '查找',
  publicity: '正在公示',
  recent: '最近公开',
  contacts: '找谁问',
  takeAway: '手机带走',
  print: '打印一张',
  pageUp: '上翻',
  pageDown: '下翻',
  back: '返回',
  end: '结束',
  close: '关闭',
  ways: '可以做的',
};

export const home = {
  kinds: '党务 · 村务 · 财务公开',
  searchPrompt: '想查什么？写一个字就能找',
  publicityInvitation: '有意见可以找发布的单位提',
  publishedToday: '今天公开',
  noPublicity: '今天没有正在公示的事项',
  all: '全部公开',
  shelves: '分类看',
  allOf: (count: number) => `全部 ${count} 项`,
  recent: '最近公开',
  monthCount: (count: number) => `本月新增 ${count} 项`,
  nothingRecent: '还没有公开的内容',
  count: (count: number) => `${count} 项`,
};

/** The five brightnesses (五亮, seeds/002) and the registers: `title` on the home screen, `official` where one is. */
export const shelves: Record<
  Brightness | 'registers',
  { title: string; official: string; sentence: string }
> = {
  funds: { title: '资金', official: '亮资金', sentence: '钱从哪里来，花到哪里去' },
  projects: { title: '项目', official: '亮项目', sentence: '修路、修渠这些工程' },
  welfare: { title: '保障', official: '亮保障', sentence: '低保、救助、补贴给了谁' },
  policies: { title: '政策', official: '亮政策', sentence: '上面的规定，办事的指南' },
  people: { title: '人员', official: '亮人员', sentence: '谁管什么事，谁拿补助' },
  registers: {
    title: '台账',
    official: '台账：资产、资源、合同、项目、补贴',
    sentence: '资产、合同一笔一笔的账',
  },
};

export const waiting = {
  loading: '正在打开…',
  slow: '还在打开，请稍等',
  coreAway: '本机正在重新准备内容，请稍等片刻。已打开的内容可以继续看，准备好后会自动回到首页。',
  refused: '这项内容打不开',
  refusedAdvice: '它可能刚刚被撤下。请返回再找一次，或到村委会问工作人员。',
  broken: '这一页出了问题',
  brokenAdvice: '别的内容都能看。请回首页再试一次，还不行就告诉村委会工作人员。',
};

export const list = {
  allYears: '全部年份',
  wholeYear: '全年',
  allEntries: '全部事项',
  year: (year: number) => `${year}年`,
  byYear: '哪一年',
  byQuarter: '哪个季度',
  byEntry: '哪一类事',
  more: (count: number) => `再看 ${count} 项`,
  total: (count: number) => `共 ${count} 项`,
  moreEntries: (count: number) => `展开全部 ${count} 类`,
  fewerEntries: '收起',
  narrow: '选年份、选哪一类事',
  empty: '这里还没有公开的内容',
  emptyAdvice: '换一个年份或类别看看，或者用「查找」。',
  latest: '最新在前',
  endingFirst: '先到期的在前',
  moreItems: '再看一些',
};

export const search = {
  placeholder: '写几个字、打拼音或输金额',
  label: '要找的字',
  words: '点一个词就能找',
  entries: '公开最多的几类事',
  clear: '清空',
  allModules: '全部栏目',
  byModule: '哪个栏目',
  more: '再看一些',
  nothing: (text: string) => `没有找到「${text}」`,
  /** @param words into which the text was taken apart */
  apart: (text: string, words: readonly string[]) =>
    `没有连着写「${text}」的；下面这些里有${words.map((word) => `「${word}」`).join('和')}`,
  byKind: '哪种内容',
  allKinds: '全部内容',
  /** @param filters what results are narrowed to */
  narrowed: (filters: readonly string[]) => `只看：${filters.join('、')}`,
  narrow: '只看某个栏目、年份或内容',
  withoutFilters: '不限年份和栏目再找',
  keys: '键盘',
  putAway: '收起键盘',
  ask: '问一问村里、县里',
  advice: [
    '看看字有没有写错，拼音有没有打错；只打每个字拼音的第一个字母也行',
    '字少一点，比如只写「水渠」',
    '换一种说法，比如把「修路」换成「道路」',
    '还是没有，可以问一问',
  ],
  found: (count: number, more: boolean) => (more ? `先列出最近的 ${count} 项` : `找到 ${count} 项`),
  searching: '正在找…',
  /** What people come to ask about, in their own words: offered where the village has published something with them. */
  offered: [
    '低保',
    '修路',
    '村道',
    '补贴',
    '工资',
    '宅基地',
    '土地',
    '征地',
    '合同',
    '鱼塘',
    '水电',
    '医保',
    '养老',
    '选举',
    '党员',
    '招标',
    '公厕',
    '路灯',
    '救助',
    '残疾',
    '五保',
    '账目',
    '债务',
    '承包',
    '出租',
    '水利',
    '环境',
    '工程',
    '捐赠',
    '慰问',
  ],
};

/** What a search led to, on the item's page. */
export const sought = {
  /** @param text as typed */
  places: (text: string, at: number, count: number) =>
    `找的「${text}」：这里有 ${count} 处，正在看第 ${at} 处`,
  earlier: '上一处',
  later: '下一处',
  clear: '不再标出',
};

/** Kinds of content, as people call them; what is nothing in particular has none. */
export const kindTitles: Record<Exclude<ItemKind, 'general'>, string> = {
  notice: '通知公告',
  statement: '收支报表',
  list: '名单',
  register: '台账',
  decision: '会议决定',
  project: '工程项目',
  power: '办事权力',
  result: '办理结果',
  policy: '政策',
  guide: '办事指南',
  question: '问答',
};

export const item = {
  official: '原标题',
  publishedBy: (publisher: string) => `${publisher}发布`,
  dated: (day: string) => `文件日期 ${day}`,
  publicityEnded: (span: string) => `${span}，已结束`,
  wan: '万元',
  yuan: '元',
  series: '各期对比',
  /** @param affair plain title of the catalogue entry; empty where it has none */
  seriesTitle: (affair: string, label: string, unit: string) =>
    `${affair === '' ? '' : `${affair}：`}${label}（${unit}）`,
  seriesWords: (label: string, values: string) => `${label}：${values}`,
  vouchers: '凭证',
  seeVouchers: (count: number) => `看凭证 ${count} 张`,
  voucherTitle: (row: string) => `${row} 的原始凭证`,
  tableRest: (shown: number, all: number) => `已列出 ${shown} 行，共 ${all} 行`,
  continued: '续表',
  photos: '照片',
  photo: (index: number) => `第 ${index} 张照片`,
  files: '其他文件',
  fileAdvice: '这类文件不能在这里打开，可以到村委会窗口查看。',
  notArrived: '正在从县里取来，到了会自动显示',
  pdfPage: (page: number, pages: number) => `第 ${page} 页 / 共 ${pages} 页`,
  pdfFailed: '这份 PDF 打不开，可以到村委会窗口查看原件。',
  pdfLoading: '正在打开文件…',
  larger: '放大',
  smaller: '缩小',
  fullScreen: '全屏看',
  photoFailed: '这张图片打不开，可以到村委会窗口查看原件。',
  previous: '上一张',
  next: '下一张',
  position: (index: number, count: number) => `${index} / ${count}`,
};

/** Why a voucher or file does not open here, in a sentence (R1.6). */
export const accessSentence: Record<Attachment['access'], string> = {
  all: '',
  'signed-in': '按公开目录，这张凭证村民本人登录后才能看。',
  desk: '按公开目录，这张凭证在村委会窗口查阅。请向工作人员说明要看哪一笔。',
};

export const proof = {
  title: '凭什么这样公开',
  basis: '公开依据',
  basisLine: (title: string, basis: string) => `${title}：${basis}`,
  compiled: '编制',
  reviewed: '审核',
  approved: '审定',
  publicity: '公示期',
  published: '公开时间',
  digest: '内容摘要',
  digestExplained: '前 8 位；手机、纸条和网上公布的应当一样',
  versions: '版本',
  showing: '正在看',
  see: '看这一版',
  versionLine: (version: string, day: string) => `${version} ${day}`,
  reason: (reason: string) => `更正原因：${reason}`,
};

export const traces = {
  withdrawn: '这项内容已撤回',
  withdrawnLine: (day: string, reason: string) => `${day}撤回。原因：${reason}`,
  withdrawnKept: '下面是撤回前公开的内容，留作备查。',
  superseded: '这是旧版',
  supersededLine: '内容后来有更正，请以最新版为准。',
  seeNewest: '看最新版',
  corrected: '这是更正后的内容',
  correctedLine: (reason: string) => `更正原因：${reason}`,
  erased: '这项内容已依法删除',
  erasedOn: '删除时间',
  erasedReason: '删除原因',
  erasedFirst: '最初公开',
  erasedGone: '标题、正文、表格和附件已从本机和县里删除。别的终端下次收到县里消息时跟着删除。',
  erasedKept: '留下的只有这条记录：公开和删除的时间、删除原因、各版的内容摘要。摘要还原不出内容。',
  erasedKeptTitle: '留下的记录',
  erasedAsk: '对删除有疑问，可以问发布的单位，或到村委会窗口问。',
  erasedAskTitle: '有疑问找谁',
};

export const project = {
  title: (name: string) => `${name}：从立项到付款`,
  code: (code: string) => `项目编号 ${code}`,
  absent: '缺失',
  absentLine: '这一步的材料没有公开',
  explained: (reason: string) => `没有材料，说明：${reason}`,
};

export const power = {
  title: '怎么办、谁来办',
  basis: '依据',
  executes: '谁来办',
  supervises: '谁监督',
  steps: '办理步骤',
};

export const takeAway = {
  title: '用手机带走',
  withLink: '用手机扫一扫，打开同一份内容。',
  withoutLink: '用手机扫一扫，没有网络也能看到标题、期间、主要数字和摘要。',
  proves: (signer: string) =>
    `此码中的签名证明内容由${signer}签发、签发后未被改动；是否已有更正，以屏幕为准。`,
  digest: (digest8: string) => `内容摘要 ${digest8}`,
  picture: '带走这项内容的二维码',
  failed: '二维码暂时做不出来，可以打印一张或过一会儿再试。',
};

export const print = {
  title: '打印一张',
  printing: '打印中…',
  printingLine: '请稍等，纸条从下面的出纸口出来。',
  printed: '已打印',
  unknown: '不确定是否打印成功',
  unknownLine: '没有出纸，请工作人员帮忙。',
  failed: '没有打印成功',
  failedLine: '内容没有丢，也可以用「手机带走」。',
  /** A person's own, which no code carries away. */
  ownLine: '内容还在屏幕上，可以抄下来或拍照。',
  away: '打印服务暂时没有回应',
  again: '再打印一张',
  done: '好',
};

export const idle = {
  title: '还在看吗？',
  line: '没有人操作，这里的内容马上会清除。',
  seconds: (seconds: number) => `${seconds}`,
  secondsUnit: '秒',
  stay: '继续看',
  leave: '不看了，结束',
};

export const contacts = {
  title: '找谁问、向谁反映',
  line: '对公开的内容有疑问，可以打下面的电话，或到村委会窗口问。',
  scan: '用手机扫一扫打开',
  software: (version: string) => `本机软件版本 ${version}`,
};
