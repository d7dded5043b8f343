/** Words of elder mode and of reading aloud (R2.3). */

export const mode = {
  elder: '长辈版',
  standard: '标准版',
};

export const aloud = {
  read: '朗读',
  bar: '朗读',
  pause: '停一停',
  goOn: '继续读',
  previous: '上一句',
  next: '下一句',
  skipTable: '跳过表格',
  slow: '读慢点',
  usual: '常速',
  quieter: '小声点',
  louder: '大声点',
  end: '不读了',
  preparing: '正在准备声音…',
  noVoice: '这台机器没有装朗读语音',
  noVoiceAdvice: '内容都能看，字小可以点「长辈版」；要听，请村委会工作人员帮忙。',
  volume: (step: number, steps: number) => `音量 ${step} / ${steps}`,
  /** Said before a table's rows. */
  table: (rows: number, columns: string) => `下面是一张表，共${rows}行。各栏是：${columns}。`,
  /** Said before a table of which only the first rows are on the page. */
  tablePart: (rows: number, shown: number, columns: string) =>
    `下面是一张表，共${rows}行，这里读前${shown}行。各栏是：${columns}。`,
  cell: (column: string, text: string) => `${column}：${text}`,
  /** Said to somebody who goes through the page by keys. */
  place: (title: string) => `${title}。按星号键朗读，按制表键挑选。`,
  button: (name: string) => `按钮：${name}`,
  pressedButton: (name: string) => `按钮：${name}，已选`,
  disabledButton: (name: string) => `${name}，现在不能按`,
  field: (label: string, value: string) =>
    value === '' ? `输入：${label}` : `输入：${label}，现在是${value}`,
};
