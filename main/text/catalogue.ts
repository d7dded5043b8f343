import type {
  CatalogueKind,
  CatalogueRefusal,
  Channel,
  Deadline,
  TightenViolation,
} from '../contract/catalogue.ts';

const deadlineText: Record<Deadline, string> = {
  'at-once': '即时公开（24小时内）',
  month: '每月公开',
  quarter: '每季度公开（季后10日内）',
  year: '每年公开（年后30日内）',
  staged: '按事前、事中、事后分阶段公开',
  'long-term': '长期公开',
};

const channelText: Record<Channel, string> = {
  terminal: '查询机',
  screen: '电子显示屏',
  noticeboard: '固定公开栏',
  posted: '张贴榜',
  loudspeaker: '大喇叭',
  website: '政务公开网站',
  'mini-program': '小程序',
  'wechat-account': '微信公众号',
  'wechat-group': '微信群',
};

const kindText: Record<CatalogueKind, string> = {
  village: '村务目录',
  community: '居务目录',
  columns: '5+7+3栏目',
  modules: '六个模块',
  county: '县级增补目录',
};

/** One sentence on how a catalogue loosens its parent, with the offending item's id and name. */
function violationText(violation: TightenViolation): string {
  if (violation.kind === 'other-kind') {
    return `上级是${kindText[violation.parent]}，这份是${kindText[violation.child]}，类别不一致`;
  }
  const item = `${violation.entry}「${violation.title}」`;
  switch (violation.kind) {
    case 'missing-entry':
      return `缺少 ${item}：公开事项只增不减`;
    case 'missing-channel':
      return `${item} 缺少公开方式：${violation.channels.map((each) => channelText[each]).join('、')}；公开方式只多不少`;
    case 'later-deadline':
      return `${item} 时限放宽：上级为${deadlineText[violation.parent]}，这份为${deadlineText[violation.child]}；公开时限只紧不松`;
    case 'foreign-entry':
      return `${item} 上级目录里没有：自增事项的编号应为“县代码前6位.x.序号”`;
  }
}

/** Why an installed catalogue is not in force, one line per reason. */
function refusalText(refusal: CatalogueRefusal): string[] {
  switch (refusal.kind) {
    case 'loosens':
      return refusal.violations.map(violationText);
    case 'no-parent':
      return [`找不到有效的上级目录 ${refusal.parent}`];
    case 'shipped-name':
      return ['与随软件提供的目录重名，请换一个名称'];
    case 'second-child':
      return [`已有另一份目录细化了 ${refusal.parent}，同一上级只能有一份`];
  }
}

/** How a catalogue that loosens its parent is mended. */
const remedyText: Record<TightenViolation['kind'], string> = {
  'missing-entry': '照上级目录原样补上这一项',
  'missing-channel': '补上缺少的公开方式；可以另加，不能减少',
  'later-deadline': '改成上级的时限，或更紧的时限',
  'foreign-entry': '改用自己的编号，或删去这一项',
  'other-kind': '改正 kind，或改正 parent',
};

/** What is said when a county installs a catalogue of its own. */
const installText = {
  foreignDigits: (entry: string, title: string, digits: string) =>
    `${entry}「${title}」的编号不是本县的：本县自增事项的编号为 ${digits}.x.序号`,
  ownDigits: (digits: string) => `把编号改为 ${digits}.x. 加序号`,
  usedElsewhere: (entry: string, title: string, catalogue: string) =>
    `${entry}「${title}」的编号在目录 ${catalogue} 里已经用过`,
  anotherNumber: '换一个没有用过的序号',
  notNewer: (installed: number) => `已安装的是第 ${installed} 版，这份不比它新`,
  raiseVersion: (installed: number) => `内容有改动时把 version 改为 ${installed + 1}`,
  wrongKind: (kind: CatalogueKind) => `${kindText[kind]}不适用于这个村（社区）`,
  mendKind: '改正 kind，或核对 --for',
  installed: (catalogue: string, reason: string) => `已安装的目录 ${catalogue} 将因此失效：${reason}`,
  mendRefusal: '对照现行目录改正后再安装',
} as const;

/** What is said about the disclosure catalogue. */
export const catalogueText = {
  deadlines: deadlineText,
  channels: channelText,
  violation: violationText,
  remedy: remedyText,
  install: installText,
  refusal: refusalText,
};
