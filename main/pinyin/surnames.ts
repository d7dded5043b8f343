/**
 * Surnames that are read otherwise than the character mostly is, after 现代汉语词典 and 通用规范汉字字典. Other surnames
 * have their common reading first already.
 */
export const surnameReadings: ReadonlyMap<string, string> = new Map(
  (
    '单 shan,曾 zeng,仇 qiu,区 ou,查 zha,解 xie,朴 piao,盖 ge,缪 miao,乐 yue,员 yun,贠 yun,种 chong,繁 po,乜 nie,秘 bi,' +
    '召 shao,黑 he,折 she,祭 zhai,都 du,重 chong,洗 xian,晟 cheng,句 gou,藏 zang,俞 yu,能 nai,角 jue,莘 shen,郇 xun,' +
    '尉迟 yu chi,万俟 mo qi,澹台 tan tai,长孙 zhang sun,令狐 ling hu,单于 chan yu'
  )
    .split(',')
    .map((each) => {
      const space = each.indexOf(' ');
      return [each.slice(0, space), each.slice(space + 1)];
    }),
);
