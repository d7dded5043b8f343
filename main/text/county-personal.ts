/** What `county personal` says. */
export const personalListText = {
  noHeading: {
    message: '没有找到表头',
    remedy: '前 10 行里要有一行写着「姓名」「身份证号」「金额」三列',
  },
  noRows: { message: '表头下面没有人员', remedy: '请检查工作表' },
  name: { message: '姓名是空的，或超过 40 个字', remedy: '请补上姓名' },
  idNumber: {
    message: '身份证号不是 18 位，或校验位不对',
    remedy: '请核对；表格里要设为文本，防止末位变成 0',
  },
  amount: { message: '金额读不出来', remedy: '请写成 1180、1180.50 或 1180元' },
  period: { message: '期间不合规定', remedy: '请写成 2026、2026Q3 或 2026-07，或用 --period 统一指定' },
} as const;

/** A column by its usual heading, with the others that mean the same. */
const column = ([first = '', ...others]: readonly string[]) =>
  others.length === 0 ? first : `${first}（也认：${others.join('、')}）`;

export const personalText = {
  columns: (needed: readonly (readonly string[])[], optional: readonly (readonly string[])[]) =>
    [
      '表格的列（前 10 行里要有一行表头，次序不限，别的列不导入）：',
      ...needed.map((names) => `  必需  ${column(names)}`),
      ...optional.map((names) => `  可选  ${column(names)}`),
      '金额按元；以万元计的，表头写 金额（万元）。身份证号要 18 位，在表格里设为文本。没有期间列的用 --period。',
      '账号只保存后 4 位。合计行不导入。',
    ].join('\n'),
  group: '个人补贴（我的补贴）：加密保存，只回答本人查询',
  import: '导入一个项目的发放名单（CSV 或 XLSX），整份导入或整份不导入',
  programme: '项目名称，例如 耕地地力保护补贴',
  department: '发放部门',
  period: '期间：2026、2026Q3 或 2026-07；表格里有期间列的以表格为准',
  sheet: '工作表名称',
  expires: '到这一天为止可查（YYYY-MM-DD），过后自动删除',
  replace: '代替同一项目、同一期间以前导入的名单',
  delete: '删除一个项目的名单；或用 --person 从标准输入读「姓名 身份证号」一行，删除这个人的全部记录',
  person: '从标准输入读姓名和身份证号（不要写在命令行里）',
  expire: '删除已经到期的名单',
  status: '有哪些名单，各多少行',
  imported: (programme: string, period: string, rows: number) => `已导入 ${programme} ${period}：${rows} 行`,
  exists: (programme: string, period: string) => ({
    message: `${programme} ${period} 已经导入过`,
    remedy: '确要代替请加 --replace',
  }),
  deleted: (count: number) => `已删除 ${count} 份名单`,
  deletedRows: (count: number) => `已删除 ${count} 条记录`,
  list: (programme: string, period: string, rows: number, expires: string | undefined) =>
    `${programme} ${period}：${rows} 行${expires === undefined ? '' : `，可查到 ${expires}`}`,
  none: '还没有导入名单',
  whom: { message: '没有说清删除什么', remedy: '用 --programme 指定项目，或用 --person 指定一个人' },
  badPerson: {
    message: '标准输入里没有「姓名 身份证号」',
    remedy: '例如：echo "姓名 身份证号" | … personal delete --person',
  },
  badDay: '应为 YYYY-MM-DD',
  badPeriod: '应为 2026、2026Q3 或 2026-07',
} as const;
