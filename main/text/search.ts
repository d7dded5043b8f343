/** How search takes titles apart into words: what stands in every other title parts them. */
export const parting =
  /[^\p{Script=Han}]+|第?[一二三四五六七八九十]+[季年月届期次号批]度?|年度?|季度|月份?|关于|以及|情况|公示表?|公告|公开|通知|的|和|及|与|等/u;
