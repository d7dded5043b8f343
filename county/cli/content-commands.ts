/** `publish`, `correct`, `withdraw`, `erase`. */
import type { Command } from 'commander';
import { describeText, resultText } from '../../main/text/county.ts';
import { correctItem, eraseItem, publishItems, withdrawItem } from '../open-county.ts';
import { idParts } from '../publish/desk.ts';
import { CountyRefusal } from '../publish/refusal.ts';
import { countySigner } from '../repository/role-names.ts';
import type { SourceProblem } from '../source/source-types.ts';
import { type CommonOptions, codeArgument, itemArgument, openFrom, reasonArgument } from './arguments.ts';
import type { AddCommand } from './command-tree.ts';
import { correctionDoubts } from './correction-doubts.ts';
import { printItem, printResult, printWarnings, processOutput } from './output.ts';
import { readDrafts } from './read-drafts.ts';

type Checking = { check?: boolean };
type PublishOptions = CommonOptions & Checking & { for: string; as?: string };
type ReasonOptions = CommonOptions & { reason: string };

async function publish(sources: string[], options: PublishOptions): Promise<void> {
  const county = openFrom(options);
  const output = processOutput(options.json ?? false);
  const warn = (warnings: readonly SourceProblem[]) => printWarnings(output, warnings);
  const given = { division: options.for, signer: options.as ?? countySigner, sources, warn };
  const drafts = await readDrafts(county, given);
  if (options.check)
    return printResult(output, { checked: drafts.length }, resultText.checked(drafts.length));
  const items = drafts.map((draft) => ({ draft }));
  const results = await publishItems(county, { division: given.division, signer: given.signer, items });
  for (const item of results) printItem(output, item);
}

async function correct(id: string, source: string, options: ReasonOptions & Checking): Promise<void> {
  const county = openFrom(options);
  const output = processOutput(options.json ?? false);
  const warn = (warnings: readonly SourceProblem[]) => printWarnings(output, warnings);
  const [draft, ...others] = await readDrafts(county, { ...idParts(id), sources: [source], warn });
  if (!draft || others.length > 0) throw new CountyRefusal('one-item-expected', source);
  if (draft.requestedId && draft.requestedId !== id) throw new CountyRefusal('id-foreign', draft.requestedId);
  warn(correctionDoubts(county, id, draft));
  if (options.check) return printResult(output, { checked: 1 }, resultText.checked(1));
  printItem(output, await correctItem(county, id, draft, options.reason));
}

async function withdraw(id: string, options: ReasonOptions): Promise<void> {
  const result = await withdrawItem(openFrom(options), id, options.reason);
  printItem(processOutput(options.json ?? false), result);
}

async function erase(id: string, options: ReasonOptions): Promise<void> {
  const result = await eraseItem(openFrom(options), id, options.reason);
  printItem(processOutput(options.json ?? false), result);
}

const withReason = (command: Command) =>
  command.requiredOption('--reason <TEXT>', describeText.reason, reasonArgument);

export function addContentCommands(program: Command, add: AddCommand): void {
  add(program, 'publish', describeText.publish)
    .argument('<SOURCE...>')
    .requiredOption('--for <CODE>', describeText.for, codeArgument)
    .option('--as <TOWNSHIP>', describeText.as, codeArgument)
    .option('--check', describeText.check)
    .action(publish);
  withReason(
    add(program, 'correct', describeText.correct).argument('<ITEM>', '', itemArgument).argument('<SOURCE>'),
  )
    .option('--check', describeText.check)
    .action(correct);
  withReason(add(program, 'withdraw', describeText.withdraw).argument('<ITEM>', '', itemArgument)).action(
    withdraw,
  );
  withReason(add(program, 'erase', describeText.erase).argument('<ITEM>', '', itemArgument)).action(erase);
}
