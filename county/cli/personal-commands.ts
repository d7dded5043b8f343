/** `personal import|delete|expire|status`. Names and numbers of people never stand on a command line. */
import { type Command, InvalidArgumentError } from 'commander';
import { dayOf, startOfDay } from '../../main/calendar/days.ts';
import { period as periodSchema } from '../../main/contract/content.ts';
import { isIdentityNumber, plainIdentity } from '../../main/contract/identity.ts';
import { personalText } from '../../main/text/county-personal.ts';
import { readRecordsSecret } from '../keys/sealing-keys.ts';
import { headings, neededFields, readPersonalList } from '../personal/read-list.ts';
import { PersonalStore } from '../personal/store.ts';
import { countyFolder } from '../repository/folder.ts';
import { readRegistry } from '../repository/registry.ts';
import { isDay } from '../source/days.ts';
import { type CommonOptions, countyDir, nameArgument } from './arguments.ts';
import { type AddCommand, addGroup } from './command-tree.ts';
import { UsageError } from './failure.ts';
import { printResult, processOutput } from './output.ts';

const dayMs = 24 * 3_600_000;

type ImportOptions = CommonOptions & {
  programme: string;
  period: string;
  department?: string;
  sheet?: string;
  expires?: string;
  replace?: boolean;
};
type DeleteOptions = CommonOptions & { programme?: string; period?: string; person?: boolean };

const outputOf = (options: CommonOptions) => processOutput(options.json ?? false);

/** Opens the county's records for one command. */
async function withStore<T>(
  options: CommonOptions,
  work: (store: PersonalStore) => T | Promise<T>,
): Promise<T> {
  const folder = countyFolder(countyDir(options).dir);
  readRegistry(folder);
  const store = PersonalStore.open(folder, readRecordsSecret(folder));
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

async function importList(file: string, options: ImportOptions): Promise<void> {
  const { programme, period, department, expires } = options;
  const rows = await readPersonalList(file, options.sheet, {
    programme,
    period,
    ...(department === undefined ? {} : { department }),
  });
  // The last day counts.
  const expiresAt = expires === undefined ? undefined : startOfDay(expires) + dayMs;
  const facts = { programme, period, takenAt: Date.now(), ...(expiresAt === undefined ? {} : { expiresAt }) };
  const taken = await withStore(options, (store) => store.take(facts, rows, options.replace ?? false));
  if (!taken) {
    const { message, remedy } = personalText.exists(programme, period);
    throw new UsageError(message, remedy, '--replace');
  }
  const result = { programme, period, rows: rows.length };
  printResult(outputOf(options), result, personalText.imported(programme, period, rows.length));
}

/** `NAME ID` on standard input. */
async function personFromInput(): Promise<{ name: string; idNumber: string }> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Buffer);
  const [name, id, ...rest] = Buffer.concat(pieces).toString('utf8').trim().split(/\s+/u);
  const idNumber = plainIdentity(id ?? '');
  if (!name || !isIdentityNumber(idNumber) || rest.length > 0)
    throw new UsageError(personalText.badPerson.message, personalText.badPerson.remedy, '--person');
  return { name, idNumber };
}

async function remove(options: DeleteOptions): Promise<void> {
  const { programme, period, person } = options;
  if ((programme === undefined) === (person !== true))
    throw new UsageError(personalText.whom.message, personalText.whom.remedy);
  if (programme !== undefined) {
    const lists = await withStore(options, (store) => store.deleteLists(programme, period));
    return printResult(outputOf(options), { lists }, personalText.deleted(lists));
  }
  const { name, idNumber } = await personFromInput();
  const rows = await withStore(options, (store) => store.deletePerson(name, idNumber));
  printResult(outputOf(options), { rows }, personalText.deletedRows(rows));
}

async function expire(options: CommonOptions): Promise<void> {
  const lists = await withStore(options, (store) => store.expire(Date.now()));
  printResult(outputOf(options), { lists }, personalText.deleted(lists));
}

async function status(options: CommonOptions): Promise<void> {
  const output = outputOf(options);
  const lists = await withStore(options, (store) => store.lists());
  for (const { programme, period, rows, takenAt, expiresAt } of lists) {
    const last = expiresAt === undefined ? undefined : dayOf(expiresAt - 1);
    const result = { programme, period, rows, takenAt, expiresAt: expiresAt ?? null };
    printResult(output, result, personalText.list(programme, period, rows, last));
  }
  if (lists.length === 0 && !output.json) output.line(personalText.none);
}

const checked = (accept: (value: string) => boolean, message: string) => (value: string) => {
  if (!accept(value)) throw new InvalidArgumentError(message);
  return value;
};
const periodArgument = checked((value) => periodSchema.safeParse(value).success, personalText.badPeriod);
const dayArgument = checked(isDay, personalText.badDay);

function columnsHelp(): string {
  const names = (isNeeded: boolean) =>
    (Object.keys(headings) as (keyof typeof headings)[])
      .filter((field) => neededFields.includes(field) === isNeeded)
      .map((field) => headings[field]);
  return personalText.columns(names(true), names(false));
}

export function addPersonalCommands(program: Command, add: AddCommand): void {
  const personal = addGroup(program, 'personal', personalText.group);
  add(personal, 'import', personalText.import)
    .argument('<FILE>')
    .requiredOption('--programme <NAME>', personalText.programme, nameArgument)
    .requiredOption('--period <PERIOD>', personalText.period, periodArgument)
    .option('--department <NAME>', personalText.department, nameArgument)
    .option('--sheet <NAME>', personalText.sheet)
    .option('--expires <DAY>', personalText.expires, dayArgument)
    .option('--replace', personalText.replace)
    .addHelpText('after', () => `\n${columnsHelp()}`)
    .action(importList);
  add(personal, 'delete', personalText.delete)
    .option('--programme <NAME>', personalText.programme, nameArgument)
    .option('--period <PERIOD>', personalText.period, periodArgument)
    .option('--person', personalText.person)
    .action(remove);
  add(personal, 'expire', personalText.expire).action(expire);
  add(personal, 'status', personalText.status).action(status);
}
