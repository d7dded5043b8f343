/** What a stage of a project or disposal says of money (R1.7): read where it stands, never added up. */
import type { ItemVersion, ProjectStage } from '../contract/content.ts';
import { stageAmountWords } from '../text/content.ts';
import { figuresOf } from './figures.ts';

const fenInYuan = 100;
const yuanInTenThousand = 10_000;

const sum = /(?:为|是|：|:)?\s*(?:人民币)?\s*\**\s*([\d,]+(?:\.\d+)?)\s*(万)?元/;

/** 合同价486,000.00元, 中标价 **48.6 万元**: named, exact and whole; 约, 多 and 余 are no numbers. */
function fromText(text: string, words: RegExp): number | undefined {
  const found = new RegExp(`(?:${words.source})${sum.source}`).exec(text);
  if (!found?.[1]) return undefined;
  const amount = Number(found[1].replaceAll(',', '')) * (found[2] ? yuanInTenThousand : 1);
  return Number.isFinite(amount) ? Math.round(amount * fenInYuan) : undefined;
}

function fromTables(content: ItemVersion): number | undefined {
  const { total, expense, income } = figuresOf(content);
  return total ?? expense ?? income;
}

/** Amount in 分 that an item gives for its stage; `undefined` where it says none for certain. */
export function stageAmount(content: ItemVersion, stage: ProjectStage): number | undefined {
  const words = stageAmountWords[stage];
  if (words === undefined) return undefined;
  // Never from the headline (`emphasis`): it may say 6.2万元 of 61,800元.
  const named = fromText(content.body, words) ?? fromText(content.title, words);
  // A bidders' table adds up to nothing: there the words count alone.
  if (stage === 'tender' || stage === 'contract') return named;
  return fromTables(content) ?? named;
}
