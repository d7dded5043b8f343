/** Amounts for pictures, where the exact text stands in the table beside them. */
import { item } from '../../../main/text/terminal.ts';

const fenPerWan = 1_000_000;
const fenPerYuan = 100;

export interface AmountUnit {
  name: string;
  fen: number;
}

/** One unit for all of a picture, so that its figures can be compared: 万元 where any of them reaches it. */
export function unitFor(amounts: readonly number[]): AmountUnit {
  return amounts.some((fen) => Math.abs(fen) >= fenPerWan)
    ? { name: item.wan, fen: fenPerWan }
    : { name: item.yuan, fen: fenPerYuan };
}

/** @param digits decimals at most; without them, all that there are */
export function inUnit(fen: number, unit: AmountUnit, digits = 6): string {
  return (fen / unit.fen).toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** An amount alone: in 万元 where it reaches that, else in 元; never rounded. */
export function amountText(fen: number): string {
  const unit = unitFor([fen]);
  return `${inUnit(fen, unit)} ${unit.name}`;
}

/** A table's own unit, so that a picture says the figures that stand in it. */
export function tableUnit(name: string): AmountUnit {
  return name === item.wan ? { name, fen: fenPerWan } : { name: item.yuan, fen: fenPerYuan };
}

/** As tables have it: at least two decimals. */
export function inTable(fen: number, unit: AmountUnit): string {
  return (fen / unit.fen).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 6 });
}
