/**
 * Lists of payments as departments keep them (R2.4; seeds/002: 21 programmes of 8 departments), from CSV or XLSX. A mistake
 * names file, line and column, never what stands in the cell.
 */
import { LimitError } from '../../main/contract/errors.ts';
import { isIdentityNumber, plainIdentity, plainName } from '../../main/contract/identity.ts';
import { limits } from '../../main/contract/limits.ts';
import { personalListText } from '../../main/text/county-personal.ts';
import { SourceRefused } from '../publish/refusal.ts';
import { squeeze, statedMoneyUnit } from '../source/columns.ts';
import type { Grid } from '../source/grid.ts';
import { type MoneyUnit, parseMoney } from '../source/money.ts';
import { checkPeriod } from '../source/period.ts';
import { ProblemList } from '../source/refusal.ts';
import { shownName } from '../source/source-file.ts';
import { TableFiles } from '../source/table-files.ts';
import type { PersonalRow } from './store.ts';

/** How departments head the columns; the first name is the one that mistakes are told by. */
export const headings = {
  name: ['姓名', '户主姓名', '领取人', '补贴对象', '享受人'],
  idNumber: ['身份证号', '身份证号码', '公民身份号码', '证件号码', '身份证'],
  amount: ['金额', '补贴金额', '发放金额', '实发金额', '补助金额', '合计金额'],
  period: ['期间', '年度', '所属期', '发放期间', '月份', '发放月份'],
  basis: ['计算依据', '面积', '标准', '补贴标准', '数量'],
  paidOn: ['发放日期', '发放时间', '日期'],
  account: ['账号', '银行账号', '卡号', '一卡通账号', '惠农卡号'],
  note: ['备注', '说明'],
} as const;
type Field = keyof typeof headings;
/** Without these it is no list. */
export const neededFields: readonly Field[] = ['name', 'idNumber', 'amount'];

/** The heading must stand within the first rows: above it are titles. */
const headingRows = 10;

export type ListDefaults = { programme: string; department?: string; period: string };

type Columns = Partial<Record<Field, number>> & { unit: MoneyUnit };

const textAt = (grid: Grid, row: number, column: number | undefined): string =>
  column === undefined ? '' : (grid.rows.get(row)?.get(column)?.text ?? '').trim();

function fieldOf(heading: string): Field | undefined {
  const plain = squeeze(heading).replace(/[(（].*$/u, '');
  return (Object.keys(headings) as Field[]).find((field) =>
    (headings[field] as readonly string[]).includes(plain),
  );
}

function columnsIn(grid: Grid, row: number): Columns {
  const columns: Columns = { unit: '元' };
  for (const [column, { text }] of grid.rows.get(row) ?? []) {
    const field = fieldOf(text);
    if (field === undefined || columns[field] !== undefined) continue;
    columns[field] = column;
    if (field === 'amount') columns.unit = statedMoneyUnit(text) ?? '元';
  }
  return columns;
}

function findHeading(grid: Grid): { row: number; columns: Columns } | undefined {
  for (let row = 1; row <= Math.min(headingRows, grid.lastRow); row++) {
    const columns = columnsIn(grid, row);
    if (neededFields.every((field) => columns[field])) return { row, columns };
  }
  return undefined;
}

/** Digits that a spreadsheet keeps of a number; the rest becomes zeros. */
const exactDigits = 15;

/** Only the last four digits of an account are kept: enough to know one's own card by. None where a spreadsheet lost them. */
const maskAccount = (text: string) => {
  const digits = text.replace(/\D/g, '');
  const isLost = /^0+$/.test(digits.slice(exactDigits));
  return digits.length >= 8 && !isLost ? `尾号${digits.slice(-4)}` : '';
};

const isTotal = (text: string) => /^(合计|总计|小计|共计)$/.test(squeeze(text));

class ListReader {
  readonly #grid: Grid;
  readonly #columns: Columns;
  readonly #defaults: ListDefaults;
  readonly #problem: (row: number, field: Field, text: { message: string; remedy: string }) => void;

  constructor(grid: Grid, columns: Columns, defaults: ListDefaults, problem: ListReader['problem']) {
    this.#grid = grid;
    this.#columns = columns;
    this.#defaults = defaults;
    this.#problem = problem;
  }

  get problem() {
    return this.#problem;
  }

  #cell(row: number, field: Field): string {
    return textAt(this.#grid, row, this.#columns[field]);
  }

  /** Undefined for an empty or a total row, and for one with mistakes, which are reported. */
  row(row: number): PersonalRow | undefined {
    const name = plainName(this.#cell(row, 'name'));
    const idNumber = plainIdentity(this.#cell(row, 'idNumber'));
    const amount = this.#cell(row, 'amount');
    if (name === '' && idNumber === '' && amount === '') return undefined;
    if (idNumber === '' && (isTotal(name) || isTotal(textAt(this.#grid, row, 1)))) return undefined;
    const money = parseMoney(amount, this.#columns.unit);
    const period = this.#cell(row, 'period') || this.#defaults.period;
    if (name === '' || name.length > 40) this.#problem(row, 'name', personalListText.name);
    if (!isIdentityNumber(idNumber)) this.#problem(row, 'idNumber', personalListText.idNumber);
    if (!money) this.#problem(row, 'amount', personalListText.amount);
    if (checkPeriod(period) !== 'good') this.#problem(row, 'period', personalListText.period);
    if (!money) return undefined;
    return { name, idNumber, record: { ...this.#rest(row), period, fen: money.fen } };
  }

  #rest(row: number) {
    const { programme, department } = this.#defaults;
    const some = <Key extends string>(key: Key, text: string, most: number) =>
      (text === '' ? {} : { [key]: text.slice(0, most) }) as Partial<Record<Key, string>>;
    return {
      programme,
      ...some('department', department ?? '', 100),
      ...some('basis', this.#cell(row, 'basis'), 200),
      ...some('paidOn', this.#cell(row, 'paidOn'), 20),
      ...some('account', maskAccount(this.#cell(row, 'account')), 30),
      ...some('note', this.#cell(row, 'note'), 200),
    };
  }
}

/**
 * Reads a list.
 * @param sheet name of the workbook's sheet; the first that is not hidden otherwise
 * @throws SourceRefused with every mistake; LimitError `tableRows`
 */
export async function readPersonalList(
  file: string,
  sheet: string | undefined,
  defaults: ListDefaults,
): Promise<PersonalRow[]> {
  const problems = new ProblemList();
  const shown = shownName(file);
  const rows: PersonalRow[] = [];
  try {
    const choice = sheet === undefined ? undefined : { name: sheet };
    const grid = await new TableFiles().grid({ path: file, shown }, choice);
    const heading = findHeading(grid);
    if (!heading) problems.add(shown, 1, '', personalListText.noHeading);
    else {
      if (grid.lastRow - heading.row > limits.personalListRows)
        throw new LimitError('personalListRows', shown);
      const reader = new ListReader(grid, heading.columns, defaults, (row, field, text) =>
        problems.add(shown, grid.lineOf(row), headings[field][0], text),
      );
      for (let row = heading.row + 1; row <= grid.lastRow; row++) {
        const found = reader.row(row);
        if (found) rows.push(found);
      }
      if (rows.length === 0 && problems.length === 0)
        problems.add(shown, grid.lineOf(heading.row), '', personalListText.noRows);
    }
  } catch (thrown) {
    problems.addRefusal(shown, thrown);
  }
  if (problems.length > 0) throw new SourceRefused(problems.sorted());
  return rows;
}
