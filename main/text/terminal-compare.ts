/** Words of the comparison of two versions of an item. */
import type { Attachment, ItemVersion } from '../contract/content.ts';

export const compare = {
  open: '看改了什么',
  title: (older: string, newer: string) => `${older}和${newer}，改了什么`,
  reason: '更正原因',
  older: (version: string) => `原来（${version}）`,
  newer: (version: string) => `现在（${version}）`,
  added: '新增',
  removed: '删去',
  changed: '改动',
  body: '正文',
  table: (title: string) => (title === '' ? '表格' : `表格：${title}`),
  tableTitle: '表格的标题',
  /** @param values what stands in the column, row by row */
  column: (title: string, values: string) =>
    values === '' ? `「${title}」这一列` : `「${title}」这一列：${values}`,
  noHeading: '没有列名',
  rowsOf: (count: number) => `等 ${count} 行`,
  files: '附件',
  row: (number: number) => `第 ${number} 行`,
  same: (count: number) => `其余 ${count} 行没有变`,
  sameShared: (count: number) => `其余 ${count} 行，两版都有的列没有变`,
  nothing: '两版的文字、表格和附件都一样。',
  marks: '「＋新增」是后来加的，「－删去」是原来有、后来没有的。',
  replaced: (isPicture: boolean, name: string) => `${isPicture ? '换了图片' : '换了文件'}：${name}`,
  renamed: '附件改了名字',
  access: (name: string) => `谁能看附件：${name}`,
  accessTo: { all: '都能看', 'signed-in': '本人登录后可看', desk: '到村委会窗口查阅' } satisfies Record<
    Attachment['access'],
    string
  >,
  proves: (name: string) => `是哪一行的凭证：${name}`,
  sources: { county: '县里', township: '乡镇', village: '村里' } satisfies Record<
    ItemVersion['source'],
    string
  >,
};

/** What a reader sees of an item beside its text, tables and files, in the order of its page. */
export const compareFields = {
  plainTitle: '公开事项',
  emphasis: '大字标题',
  title: '标题',
  source: '发布单位',
  period: '所属时期',
  dated: '文件日期',
  publicity: '公示期',
  keyFigures: '主要数字',
  compiled: '编制',
  reviewed: '审核',
  approved: '审定',
  project: '工程',
  basis: '依据',
  executes: '谁来办',
  supervises: '谁来监督',
  steps: '流程',
};
export type ComparedField = keyof typeof compareFields;
