/** What `county settings` says. */

/** Where a file with every field of them lies, for whoever is told to look at a sample. */
export const settingsSample = 'county/demo/samples/settings/village.yaml';

export const settingsText = {
  group: '终端设置',
  set: `设置一台终端、一个村、镇街或全县（YAML 文件，样例：${settingsSample}）；文件是这一级的全部设置，没写的就不再设置，先用 settings show 取出来改`,
  show: '写出这一级现在的设置（YAML）；改了可以用 settings set 设回去',
  target: '终端编号，或村、镇街、县的 12 位代码',
  done: (count: number) => `已设置，涉及 ${count} 台终端`,
  noLongerSet: (names: readonly string[]) =>
    `不再设置：${names.join('、')}（文件里没有写；这一级原来设置过）`,
  withSample: (remedy: string) => `${remedy}（样例：${settingsSample}）`,
  header: (target: string) =>
    `# ${target} 这一级的设置；没有列出的，用上一级的。改好后：settings set ${target} 这个文件\n`,
  pictures: '# 图片在县级文件夹里；要换，就写新图片的文件名\n',
  none: '# 这一级还没有设置；把 {} 换成要设置的内容\n',
} as const;
