/** Words that the content service puts into views, and the words by which it finds figures in statements. */
import type { ProjectStage } from '../contract/content.ts';

/** Title of a tombstone: the item's own title is gone. */
export const erasedTitle = '内容已依法删除';

export const figureLabels = { income: '收入', expense: '支出', balance: '结余', total: '合计' } as const;
export type FigureLabel = keyof typeof figureLabels;

export const moneyUnits = { yuan: '元', tenThousand: '万元' } as const;

const numbering = /(?:[一二三四五六七八九十]+[、.．]|\d+[、.．])?/.source;
const span = '(?:本|当)?(?:期|季度?|月|年度?)?';
/** 收入（元） */
const inUnit = '(?:[（(][^）)]*[)）])?';

/** Rows and columns of statements that hold one of the three figures, by their titles without spaces. */
export const figurePatterns: Readonly<Record<Exclude<FigureLabel, 'total'>, RegExp>> = {
  income: new RegExp(`^${numbering}${span}(?:总|集体)?收入(?:合计|总计|总额|小计|金额)?${inUnit}$`),
  expense: new RegExp(`^${numbering}${span}(?:总|集体)?支出(?:合计|总计|总额|小计|金额)?${inUnit}$`),
  balance: new RegExp(
    `^${numbering}(?:${span}末?|期末|季末|月末|年末)(?:资金)?(?:结余|余额|结存)(?:合计|金额)?${inUnit}$`,
  ),
};

/** The column that is meant where a total row has several figures. */
export const totalColumn = /^(?:合计|总计|总额|金额|本期|本月|本季|本年)/;

/** What a title says its total is about. */
export const figureWords: Readonly<Record<'income' | 'expense', RegExp>> = {
  income: /收入/,
  expense: /支出|开支|花了/,
};

/** Parts of titles that change from period to period: titles that differ only in these form a series. */
export const periodWords = /第?[一二三四1-4]季度|[上下]半年|[〇○零一二三四五六七八九十]+(?=[年月季])|\d+/g;

/** Why an item was found whose own words do not have what was looked for. */
export const filedUnder = (entry: string) => `归在「${entry}」一类`;

/** Words that stand before the amount of a stage of a project or of a disposal. */
export const stageAmountWords: Readonly<Partial<Record<ProjectStage, RegExp>>> = {
  budget: /预算总价|预算价|预算|概算|评估价|估价|底价|起拍价/,
  tender: /中标价|中标金额|成交价|成交金额/,
  contract: /合同总价|合同价|合同金额|合同总额|租金总额/,
  payment: /已经付了|累计支付|实际支付|已付|已收款|实收/,
};
