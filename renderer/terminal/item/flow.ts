/** A power's steps as a flow chart (R1.8), laid out from the text as published: its order, and its branches by amount. */
import type { PowerReference } from '../../../main/contract/content.ts';

type Step = NonNullable<PowerReference['steps']>[number];

export interface Branch {
  /** `5000 元以下` */
  when: string;
  does: string;
}

export interface Box {
  number: number;
  who: string | undefined;
  /** What is done whatever the amount. */
  does: string;
  branches: readonly Branch[];
  /** Two branches hold for one amount. */
  overlaps: boolean;
}

export interface Flow {
  boxes: readonly Box[];
  /** The source gave the boxes in no order, but numbered them. */
  reordered: boolean;
}

const digits = '一二三四五六七八九十';
const numbering =
  /^\s*(?:第\s*([一二三四五六七八九十]{1,2}|\d{1,2})\s*步[：:、,，]?|[（(]?(\d{1,2})[）)、.．]|([①-⑳]))\s*/;

function chineseNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const ten = text.includes('十') ? (tens === '' ? 1 : digits.indexOf(tens ?? '') + 1) * 10 : 0;
  return ten + (ones === '' || ones === undefined ? 0 : digits.indexOf(ones) + 1);
}

function numberOf({ does }: Step): number | undefined {
  const found = numbering.exec(does);
  if (found === null) return undefined;
  if (found[3] !== undefined) return (found[3].codePointAt(0) ?? 0) - 0x2460 + 1;
  return chineseNumber(found[1] ?? found[2] ?? '');
}

/** In the order of their own numbers where every step has one and no two the same; as published otherwise. */
function ordered(steps: readonly Step[]): { steps: readonly Step[]; reordered: boolean } {
  const numbers = steps.map(numberOf);
  const known = numbers.filter((number) => number !== undefined);
  if (known.length !== steps.length || new Set(known).size !== steps.length)
    return { steps, reordered: false };
  const places = steps.map((step, index) => ({ step, number: numbers[index] ?? 0 }));
  const sorted = [...places].sort((one, other) => one.number - other.number);
  return {
    steps: sorted.map(({ step }) => ({ ...step, does: step.does.replace(numbering, '') })),
    reordered: sorted.some(({ step }, index) => step !== steps[index]),
  };
}

const figure = String.raw`[\d,.]+\s*(?:多)?\s*万?\s*(?:元|亩|平方米|人|户)?`;
const bound = '(?:及其?)?(?:以下|以内|以上)|不足|超过';
/** `5万元以下`, `1万元至5万元`, `以上` (of the amount before it), `超过5000元`. */
const threshold = new RegExp(
  String.raw`^((?:超过|不足|不超过)\s*${figure}|${figure}\s*(?:[（(]?含[）)]?)?\s*(?:至|到|—|-|~)\s*${figure}(?:\s*[（(]?[不]?含[）)]?)?|${figure}\s*(?:[（(]?[不]?含[）)]?)?\s*(?:${bound})|(?:及)?以上|(?:及)?以下)(?:的)?[，,：:]?\s*`,
);

function amountOf(text: string): number | undefined {
  const found = /([\d,.]+)\s*(万)?/.exec(text);
  if (found?.[1] === undefined) return undefined;
  return Number(found[1].replaceAll(',', '')) * (found[2] === undefined ? 1 : 10_000);
}

/** From–to of a branch, both inclusive where the source says so or leaves it open. */
function rangeOf(when: string): [number, number] | undefined {
  const amounts = [...when.matchAll(/[\d,.]+\s*万?/g)].flatMap(([text]) => amountOf(text) ?? []);
  const [first, second] = amounts;
  if (first === undefined) return undefined;
  // 1万至5万元: the unit of the second counts for the first where that has none and is the smaller number.
  if (second !== undefined) return [first > second ? first / 10_000 : first, second];
  return /以下|以内|不足|不超过/.test(when) ? [0, first] : [first, Number.POSITIVE_INFINITY];
}

function overlap(branches: readonly Branch[]): boolean {
  const ranges = branches.flatMap(({ when }) => {
    const range = rangeOf(when);
    return range === undefined ? [] : [range];
  });
  return ranges.some(([from, to], index) =>
    ranges.some(([otherFrom, otherTo], other) => other > index && from < otherTo && otherFrom < to),
  );
}

/** Clauses of a step that hold for an amount only, and what is left of it. Fewer than two are no branch. */
function branchesOf(does: string): { does: string; branches: Branch[] } {
  const clauses = does.split(/(?<=[；;。])|(?<=[，,])(?=\s*(?:超过|不足|[\d]|以上|以下|及以上))/);
  const common: string[] = [];
  const branches: Branch[] = [];
  let amount = '';
  for (const clause of clauses) {
    const found = threshold.exec(clause.trim());
    const rest = clause.trim().slice(found?.[0].length ?? 0);
    if (found?.[1] === undefined || rest.replace(/[；;。，,]/g, '') === '') {
      common.push(clause);
      continue;
    }
    const own = new RegExp(figure).exec(found[1])?.[0].trim();
    const when = own === undefined || !/\d/.test(own) ? `${amount}${found[1]}` : found[1];
    if (own !== undefined && /\d/.test(own))
      amount = [...found[1].matchAll(new RegExp(figure, 'g'))].at(-1)?.[0].trim() ?? own;
    branches.push({ when: when.trim(), does: rest.replace(/[；;，,。]\s*$/, '') });
  }
  return branches.length < 2 ? { does, branches: [] } : { does: common.join('').trim(), branches };
}

export function flowOf(given: readonly Step[]): Flow {
  const { steps, reordered } = ordered(given);
  return {
    reordered,
    boxes: steps.map((step, index) => {
      const { does, branches } = branchesOf(step.does);
      return { number: index + 1, who: step.who, does, branches, overlaps: overlap(branches) };
    }),
  };
}
