/** `inbox list|show|route|answer|close|deadline`. */
import { readFileSync, statSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { dayOf } from '../../main/calendar/days.ts';
import type { FeedbackKind } from '../../main/contract/feedback.ts';
import { limits } from '../../main/contract/limits.ts';
import { usageText } from '../../main/text/county.ts';
import { feedbackKindText, inboxText } from '../../main/text/county-inbox.ts';
import { answerPrivately, answerPublicly, closeCase, routeCase } from '../inbox/answer.ts';
import type { InboxCase } from '../inbox/cases.ts';
import { usualAnswerDays } from '../inbox/deadlines.ts';
import { namedCase } from '../inbox/named-case.ts';
import { openInbox } from '../inbox/open-inbox.ts';
import { answerOf } from '../inbox/slip-status.ts';
import { PersonalKeys } from '../keys/sealing-keys.ts';
import { CountyRefusal } from '../publish/refusal.ts';
import { alone, type County } from '../repository/county.ts';
import { readRegistry, writeRegistry } from '../repository/registry.ts';
import { type CommonOptions, nameArgument, openFrom } from './arguments.ts';
import { type AddCommand, addGroup } from './command-tree.ts';
import { UsageError } from './failure.ts';
import { answerShown, plain, shownText, summaryLine, summaryOf } from './inbox-lines.ts';
import { printItem, printResult, processOutput } from './output.ts';

type ListOptions = CommonOptions & { all?: boolean };
type AnswerOptions = CommonOptions & {
  text?: string;
  file?: string;
  public?: boolean;
  question?: string;
  replace?: boolean;
};

const outputOf = (options: CommonOptions) => processOutput(options.json ?? false);

const villagesOf = (county: County): ReadonlyMap<string, string> =>
  new Map(readRegistry(county.folder).villages.map(({ code, name }) => [code, name]));

async function list(options: ListOptions): Promise<void> {
  const output = outputOf(options);
  const county = openFrom(options);
  const { cases: found, broken } = await openInbox(county);
  const villages = villagesOf(county);
  const shown = found.filter(
    ({ state, content }) => options.all || (state !== 'closed' && content?.kind !== 'support'),
  );
  for (const each of shown) printResult(output, summaryOf(each), plain(summaryLine(each, villages)));
  for (const id of broken) output.errorLine(inboxText.broken(id));
  if (shown.length === 0 && !output.json) output.line(inboxText.none);
}

/** The personal keys lie open for `serve`: reading what was answered asks for nothing more. */
async function openedAnswer({ folder }: County, found: InboxCase) {
  if (!found.answer) return {};
  const keys = new PersonalKeys(folder);
  return answerOf(found, (keyId) => keys.find(keyId));
}

async function show(given: string, options: CommonOptions): Promise<void> {
  const county = openFrom(options);
  const id = namedCase(county.folder, given);
  const found = (await openInbox(county)).cases.find((each) => each.id === id);
  if (!found) throw new CountyRefusal('unknown-case', id, 'not-found');
  const answer = answerShown(await openedAnswer(county, found.case));
  const value = { ...summaryOf(found), content: found.content ?? null, answer: answer.value };
  printResult(outputOf(options), value, shownText(found, villagesOf(county), answer.text));
}

async function route(given: string, options: CommonOptions & { to: string }): Promise<void> {
  const county = openFrom(options);
  const id = namedCase(county.folder, given);
  await routeCase(county, id, options.to);
  printResult(outputOf(options), { id, routedTo: options.to }, inboxText.routed(id, options.to));
}

function answerText({ text, file }: AnswerOptions): string {
  if ((text === undefined) === (file === undefined))
    throw new UsageError(inboxText.oneText, usageText.remedy);
  const isTooLarge = file !== undefined && statSync(file).size > limits.answerCharacters * 4;
  const found = (isTooLarge ? '' : (text ?? readFileSync(file ?? '', 'utf8'))).trim();
  if (found === '' || found.length > limits.answerCharacters)
    throw new UsageError(usageText.badText, usageText.remedy);
  return found;
}

async function answer(given: string, options: AnswerOptions): Promise<void> {
  const text = answerText(options);
  const question = options.question?.trim();
  if (question === '' || (question !== undefined && !options.public))
    throw new UsageError(inboxText.questionIsPublic, usageText.remedy);
  const county = openFrom(options);
  const id = namedCase(county.folder, given);
  const { replace = false } = options;
  const output = outputOf(options);
  if (!options.public) {
    const replaced = await answerPrivately(county, id, text, replace);
    const value = { id, answered: true, ...(replaced ? { replaced: true } : {}) };
    const said = replaced ? inboxText.replaced(id, dayOf(replaced.at)) : inboxText.answered(id);
    return printResult(output, value, said);
  }
  const words = { text, replace, ...(question === undefined ? {} : { question }) };
  const { published, replaced } = await answerPublicly(county, id, words);
  printItem(output, published);
  if (replaced && !output.json) output.line(inboxText.replaced(id, dayOf(replaced.at)));
}

async function close(given: string, options: CommonOptions): Promise<void> {
  const county = openFrom(options);
  const id = namedCase(county.folder, given);
  await closeCase(county, id);
  printResult(outputOf(options), { id, closed: true }, inboxText.closed(id));
}

const kindArgument = (value: string): FeedbackKind => {
  if (!Object.hasOwn(usualAnswerDays, value)) throw new InvalidArgumentError(inboxText.badKind);
  return value as FeedbackKind;
};
const daysArgument = (value: string): number => {
  if (!/^[1-9]\d{0,2}$/.test(value) || Number(value) > 366) throw new InvalidArgumentError(inboxText.badDays);
  return Number(value);
};

async function deadline(kind: FeedbackKind, days: number, options: CommonOptions): Promise<void> {
  const county = openFrom(options);
  await alone(county, async () => {
    const registry = readRegistry(county.folder);
    registry.answerDays = { ...registry.answerDays, [kind]: days };
    await writeRegistry(county.folder, registry);
  });
  printResult(outputOf(options), { kind, days }, inboxText.deadlineSet(feedbackKindText[kind], days));
}

export function addInboxCommands(program: Command, add: AddCommand): void {
  const inbox = addGroup(program, 'inbox', inboxText.group);
  add(inbox, 'list', inboxText.list).option('--all', inboxText.all).action(list);
  add(inbox, 'show', inboxText.show).argument('<ID>', inboxText.id).action(show);
  add(inbox, 'route', inboxText.route)
    .argument('<ID>', inboxText.id)
    .requiredOption('--to <NAME>', inboxText.to, nameArgument)
    .action(route);
  add(inbox, 'answer', inboxText.answer)
    .argument('<ID>', inboxText.id)
    .option('--text <TEXT>', inboxText.text)
    .option('--file <FILE>', inboxText.file)
    .option('--public', inboxText.public)
    .option('--question <TEXT>', inboxText.question)
    .option('--replace', inboxText.replace)
    .action(answer);
  add(inbox, 'close', inboxText.close).argument('<ID>', inboxText.id).action(close);
  add(inbox, 'deadline', inboxText.deadline)
    .argument('<KIND>', inboxText.kinds, kindArgument)
    .argument('<DAYS>', '', daysArgument)
    .action(deadline);
}
