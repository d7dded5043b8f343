/** What `publish` says of a source that it refuses: what is wrong, and what to do about it. For clerks and county staff. */

export type ProblemText = { message: string; remedy: string };

const say = (message: string, remedy: string): ProblemText => ({ message, remedy });
const quoted = (values: readonly string[]): string => values.map((value) => `「${value}」`).join('、');
const most = 200;
/** What the person wrote, short enough to repeat. */
const short = (value: string): string => (value.length > most ? `${value.slice(0, most)}…` : value);

/** Keys that clerks are likely to write in Chinese, with the key that is meant. */
export const keysInChinese: Readonly<Record<string, string>> = {
  编号: 'id',
  标题: 'title',
  题目: 'title',
  目录: 'catalogue',
  栏目: 'catalogue',
  期间: 'period',
  时期: 'period',
  日期: 'dated',
  落款日期: 'dated',
  类型: 'kind',
  编制: 'compiled',
  制表: 'compiled',
  审核: 'reviewed',
  批准: 'approved',
  审批: 'approved',
  公示期: 'publicity',
  公示: 'publicity',
  承接: 'follows',
  项目: 'project',
  权力: 'power',
  表格: 'tables',
  附件: 'attachments',
  导语: 'emphasis',
  文件: 'file',
  工作表: 'sheet',
  表头: 'header',
  行: 'rows',
  合计: 'total',
  续表: 'continues',
};

const divisionKinds = { county: '县', township: '乡镇', village: '行政村', community: '社区' } as const;

export const sourceFileText = {
  notFound: () => say('找不到这个文件或文件夹', '请检查路径是否写对，文件是否已改名或移走'),
  unreadable: () => say('没有权限读取，或磁盘读取出错', '请检查文件权限和存储介质后重试'),
  notAFile: () => say('这不是普通文件', '请换成普通文件'),
  empty: () => say('文件夹里没有可发布的条目', '每个条目需要一个带开头信息（---）的 .md 文件'),
  tooManyFiles: (limit: number) => say(`文件超过 ${limit} 个`, '请分几次发布'),
  tooDeep: (limit: number) => say(`文件夹超过 ${limit} 层`, '请把文件放到较浅的文件夹里'),
  outside: () => say('链接指向了资料文件夹之外', '请把文件本身复制到资料文件夹里'),
  bare: (name: string) =>
    say(
      '这个文件没有说明，也没有条目用到它',
      `请在旁边放一个「${name}.md」写明标题和目录，或在条目的 tables、attachments 里写上它，或把它移走`,
    ),
  badName: () => say('文件名里有控制字符', '请给文件改名，只用汉字、字母、数字和常用符号'),
  nameTooLong: (limit: number) => say(`文件名超过 ${limit} 个字符`, '请把文件名改短'),
  changed: () => say('读取时文件正在被修改', '请先保存并关闭文件，再发布'),
  tooLarge: (limit: number) => say(`文件超过 ${sizeText(limit)}`, '请拆分或压缩后再发布'),
  encoding: () => say('不是 UTF-8 或 GB18030 编码的文字', '请用记事本或 WPS 另存为 UTF-8 编码'),
  tooManyProblems: (limit: number) => say(`问题超过 ${limit} 处，其余没有列出`, '请先改正已列出的问题再试'),
};

function sizeText(bytes: number): string {
  const mebibytes = bytes / 1_048_576;
  return mebibytes >= 1 ? `${Math.round(mebibytes)} MB` : `${Math.round(bytes / 1024)} KB`;
}

/** By the error codes of the `yaml` library. */
const syntaxFaults: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: '同一个名称写了两次',
  BAD_INDENT: '缩进不对',
  TAB_AS_INDENT: '用了制表符缩进，请改用空格',
  MISSING_CHAR: '缺少括号、引号、逗号或空格',
  BLOCK_AS_IMPLICIT_KEY: '一行里有两个冒号',
  MULTILINE_IMPLICIT_KEY: '名称跨了几行，或少了冒号',
  UNEXPECTED_TOKEN: '多出了符号',
  BAD_SCALAR_START: '文字以特殊符号开头',
  DEPTH: '括号层数太多',
};

export const frontMatterText = {
  missing: () => say('文件开头没有条目信息', '第一行写 ---，下面写 title、catalogue 等，再用一行 --- 结束'),
  unclosed: () => say('开头的条目信息没有结束', '请在条目信息之后、正文之前加一行 ---'),
  syntax: (code: string) =>
    say(
      `条目信息的格式不对：${syntaxFaults[code] ?? '看不懂这一处'}`,
      '请检查缩进、冒号后的空格和括号引号是否成对；文字里有冒号或 # 的请加引号',
    ),
  alias: () =>
    say('条目信息里用了引用（& 或 *）或类型标记（!）', '请直接写出内容；以这些符号开头的文字请加引号'),
  unknownKey: (key: string, near: string | undefined, known: readonly string[]) =>
    say(
      `不认识「${short(key)}」`,
      near ? `是不是「${near}」？` : `可以写的有：${known.join('、')}；不需要的请删除`,
    ),
  required: (key: string) => say(`缺少「${key}」`, `请补上「${key}」`),
  shape: (expected: 'text' | 'list' | 'mapping') =>
    say(
      `这里应当是${{ text: '一段文字', list: '一个列表', mapping: '几个「名称: 内容」' }[expected]}`,
      {
        text: '请写成「名称: 内容」',
        list: '请写成 [ 甲, 乙 ]，或每行一个「- 」',
        mapping: '请写成 { 名称: 内容, … }',
      }[expected],
    ),
  choice: (value: string, allowed: readonly string[], near: string | undefined) =>
    say(
      `「${short(value)}」不在可选范围内`,
      near ? `是不是「${near}」？可选：${allowed.join('、')}` : `可选：${allowed.join('、')}`,
    ),
  truth: (value: string) => say(`「${short(value)}」不是 true 或 false`, '请写 true（是）或 false（否）'),
  whole: (least: number, greatest: number) =>
    say('这里应当是一个整数', `请写 ${least} 到 ${greatest} 之间的整数`),
  tooLong: (limit: number) => say(`文字超过 ${limit} 个字符`, '请缩短；较长的内容请放到正文或附件里'),
  tooMany: (limit: number) => say(`超过 ${limit} 个`, '请减少数量，或分成几个条目'),
  control: () => say('文字里有看不见的控制字符', '请删除后重新输入这段文字'),
  repeated: (value: string) => say(`「${short(value)}」重复了`, '请删去重复的一个'),
  code: (value: string) =>
    say(`「${short(value)}」不能作编码`, '编码只用字母、数字和连字符，至少 2 到 3 位，最多 40 位'),
};

export const itemText = {
  id: (value: string) =>
    say(
      `「${short(value)}」不是条目编号`,
      '编号形如 990101101201.county.000001；不确定时请删去这一行，由县里给号',
    ),
  idElsewhere: (division: string) =>
    say('这个编号属于别的区划', `本次发布给 ${division}；请改正编号或删去这一行`),
  idRepeated: (file: string) =>
    say(`编号与「${file}」相同`, '每个条目的编号只能用一次；请改正或删去其中一个'),
  catalogueForm: (value: string, near: string | undefined) =>
    say(
      `「${short(value)}」不是目录编号`,
      near ? `是不是「${near}」？` : '目录编号形如 village.finance.1、zw.finance.6、sx.party',
    ),
  catalogueUnknown: (value: string, near: string | undefined) =>
    say(
      `公开目录里没有「${short(value)}」`,
      near ? `是不是「${near}」？否则请对照现行公开目录改正编号` : '请对照现行公开目录改正编号',
    ),
  signOff: (key: string, value: string | undefined) =>
    say(
      '这里应当是几个「名称: 内容」',
      `请写成 ${key}: { by: ${value ? short(value) : '村民委员会'} }，可以再写日期 on`,
    ),
  signOffs: (value: string | undefined) =>
    say(
      '这里应当是几个「名称: 内容」',
      `请写成 reviewed: [ { by: ${value ? short(value) : '村务监督委员会'} } ]，可以再写日期 on、环节 step`,
    ),
  catalogueKind: (value: string, kind: keyof typeof divisionKinds) =>
    say(
      `「${short(value)}」不适用于${divisionKinds[kind]}`,
      kind === 'community' ? '社区请用 community. 开头的目录' : '行政村请用 village. 开头的目录',
    ),
  day: (value: string) => say(`「${short(value)}」不是日历上的日期`, '请写成 2026-10-08 这样的日期'),
  dayOrTime: (value: string) =>
    say(`「${short(value)}」不是日期或时间`, '请写成 2026-10-08，或带钟点 2026-10-08T10:00'),
  period: (value: string, suggestion: string | undefined) =>
    say(
      `「${short(value)}」不是期间`,
      suggestion ? `请写成 ${suggestion}` : '请写成 2026、2026Q3、2026-07，或起止 2008-07/2010-12',
    ),
  periodOrder: () => say('期间的开始晚于结束', '请对调起止时间'),
  publicityNothing: () =>
    say('公示期没有写到什么时候', '请写 to（截止日期）、days（天数）或 longTerm: true（长期）'),
  publicityOrder: () => say('公示截止早于开始', '请检查 from 和 to'),
  publicityTwice: (to: string) => say(`截止日期与天数不一致，按天数应到 ${to}`, '请改正其中一个，或只写一个'),
  publicityLongTerm: () => say('长期公示不能再写截止日期或天数', '请只保留 longTerm: true，或删去它'),
  publicityDaysOnly: (key: string) => say(`「${key}」要和 days 一起写`, '请补上 days（天数），或删去它'),
  publicityWorkdays: () => say('按节假日表数不到这么多工作日', '请检查天数和节假日表'),
  stageWithoutProject: (key: string) =>
    say(`写了「${key}」却没有 project`, '请补上 project（项目编码），或删去它'),
  projectWithoutStage: () =>
    say(
      '项目没有写阶段',
      '请补上 stage：approval、budget、quantities、tender、contract、acceptance 或 payment',
    ),
  powerPart: (key: string) => say(`写了「${key}」却没有 power`, '请补上 power（权力编码），或删去它'),
  written: (key: string) => say(`「${key}」写了两处`, '请只写在一处'),
  follows: (value: string) =>
    say(`「${short(value)}」不是条目编号`, '请写前一个条目的编号，形如 990101101201.county.000001'),
  followsUnknown: (value: string) =>
    say(`没有编号为「${value}」的条目`, '请检查编号；前一个条目须先发布或同批发布'),
  followsItself: () => say('条目不能承接自己', '请写前一个条目的编号，或删去 follows'),
  bodyTooLong: (limit: number) => say(`正文超过 ${limit} 个字符`, '请把长文改为 PDF 附件'),
};

export const attachmentText = {
  path: (value: string) =>
    say(
      `「${short(value)}」不能作文件路径`,
      '只能写资料文件夹里的文件名，如 凭证-01.jpg 或 凭证/01.jpg，不能用 ..、盘符、反斜杠或绝对路径',
    ),
  missing: (value: string) => say(`找不到「${short(value)}」`, '请把文件放到条目旁边，并核对文件名'),
  kind: (extension: string, allowed: readonly string[]) =>
    say(`不能发布「${extension || '没有扩展名'}」的文件`, `请换成这些格式之一：${allowed.join('、')}`),
  active: () => say('网页和矢量图（html、svg）可以夹带程序，不能发布', '请另存为 PDF 或图片'),
  macro: () => say('文件里有宏', '请在 WPS 或 Office 里另存为不含宏的 .xlsx 或 .docx'),
  contradiction: (extension: string, actual: string | undefined) =>
    say(
      `扩展名是 ${extension}，内容${actual ? `却是 ${actual}` : '却不是'}`,
      '请用原来的软件重新导出，不要只改扩展名',
    ),
  broken: () => say('文件已损坏，或不是它的扩展名所说的格式', '请用 WPS 或 Office 重新打开并另存'),
  bomb: (limit: string) => say(`文件解压后过大（${limit}）`, '请删去多余内容后另存，或拆成几个文件'),
  voucherRow: (rows: number) =>
    say(
      'voucherFor 指的行不存在',
      rows > 0 ? `第一张表只有 ${rows} 行，请写 1 到 ${rows}` : '这个条目没有表格，请删去 voucherFor',
    ),
};

export const tableText = {
  kind: (extension: string) => say(`「${extension || '没有扩展名'}」不能作表格`, '请另存为 .xlsx 或 .csv'),
  oldWorkbook: () => say('这是旧版 .xls 或加了密码的工作簿', '请去掉密码，并另存为 .xlsx'),
  sheetMissing: (names: readonly string[]) =>
    say('没有这张工作表', `工作簿里有：${quoted(names.slice(0, 20))}`),
  sheetOfCsv: () => say('CSV 只有一张表', '请删去 sheet'),
  sheetHidden: (name: string) =>
    say(`工作表「${name}」是隐藏的`, `确要公开请写 sheet: ${name}；否则请删除隐藏的工作表`),
  sheetAmbiguous: (names: readonly string[]) =>
    say('前面有隐藏的工作表，序号说不清是哪一张', `请写工作表的名称：${quoted(names.slice(0, 20))}`),
  range: (value: string) => say(`「${short(value)}」不是行的范围`, '请写成 3 或 3-20'),
  headerHeight: (limit: number) => say(`表头超过 ${limit} 行`, '请检查 header 的范围'),
  rangeOrder: () => say('rows 与 header 重叠，或在表头之前', '数据行须在表头之后'),
  rangeBeyond: (last: number) => say('范围超出了表格', `表格只到第 ${last} 行`),
  noRows: () => say('表头之下没有数据行', '请检查 header 和 rows 的范围'),
  noColumns: () => say('表头是空的', '请检查 header 的范围'),
  tooManyRows: (limit: number) => say(`表格超过 ${limit} 行`, '请用 rows 分成几张表'),
  tooManyColumns: (limit: number) => say(`表格超过 ${limit} 列`, '请删去多余的列'),
  cellTooLong: (limit: number) => say(`单元格超过 ${limit} 个字符`, '请把长文移到正文或附件'),
  cellControl: () => say('单元格里有看不见的控制字符', '请删除后重新输入'),
  formulaWithoutValue: () => say('公式没有保存计算结果', '请用 WPS 或 Office 打开，等它算完后保存'),
  formulaError: (value: string) => say(`单元格里是错误「${short(value)}」`, '请改正公式后保存'),
  hiddenRow: () => say('这一行是隐藏的', '请取消隐藏并核对；不公开的行请删除'),
  hiddenColumn: () => say('这一列是隐藏的', '请取消隐藏并核对；不公开的列请删除'),
  csv: () => say('CSV 的引号或分隔符不成对', '请用 WPS 或 Office 打开后重新另存为 CSV'),
  continuesFirst: () => say('第一张表不能是续表', '请删去 continues，或把它排到所续的表之后'),
  continuesColumns: (before: number, here: number) =>
    say(`续表有 ${here} 列，前表有 ${before} 列`, '请检查两张表的 header 和 rows；不是续表请删去 continues'),
};

/** `common.ts` words the same for readers. */
function amountText(fen: number, unit: string): string {
  const [one, name] = unit === '万元' ? [1_000_000, '万元'] : [100, '元'];
  const number = (Math.abs(fen) / one).toFixed(6).replace(/\.?0+$/, '');
  return `${fen < 0 ? '-' : ''}${number} ${name}`;
}

/** What is published all the same, but should be looked at again. */
export const warningText = {
  noAmount: (value: string) =>
    say(
      `「${short(value)}」不是确定的金额，不计入合计的核对`,
      '请看有没有打错（如字母 O 当作数字 0）；原件就是这样写的，可以不改',
    ),
  noUnit: (title: string) =>
    say(
      `「${short(title)}」这一列没有写单位，金额没有核对合计`,
      '请在表头写上单位，如「金额（元）」；原件就是这样写的，可以不改',
    ),
  total: (
    result: 'rounding' | 'differs',
    { differenceFen, sumFen, unit }: { differenceFen: number; sumFen: number; unit: string },
  ) =>
    say(
      `合计与各行相加差 ${amountText(Math.abs(differenceFen), unit)}（各行相加是 ${amountText(sumFen, unit)}）${result === 'rounding' ? '，像是四舍五入' : ''}`,
      '请对照原件核对；无误可以不改，屏上会向村民注明这个差额',
    ),
  otherKind: (before: string, after: string) =>
    say(`更正把类型从 ${before} 改成了 ${after}`, '请核对更正的是不是这一条；确实要改的可以不理会'),
  otherCatalogue: (before: readonly string[], after: readonly string[]) =>
    say(
      `更正后的目录（${after.join('、')}）与原来的（${before.join('、')}）全不相同`,
      '请核对更正的是不是这一条；确实要改的可以不理会',
    ),
  otherModule: () =>
    say('更正后条目换到了另一个栏目，原来的栏目里不再有它', '请把原来的目录写在第一个；确实要改的可以不理会'),
  noPublicity: () =>
    say('原来写有公示期，更正里没有', '请补上 publicity，否则屏上不再显示公示期；确实不要的可以不理会'),
};
