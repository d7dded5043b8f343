/** `software add`, `software list`, `software withdraw`. */
import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { divisionCode, terminalId } from '../../main/contract/content.ts';
import { limits } from '../../main/contract/limits.ts';
import { softwareVersion } from '../../main/contract/software.ts';
import { describeText, resultText, softwareText, usageText } from '../../main/text/county.ts';
import { addSoftware, listSoftware, withdrawSoftware } from '../open-county.ts';
import { type CommonOptions, openFrom } from './arguments.ts';
import { type AddCommand, addGroup } from './command-tree.ts';
import { UsageError } from './failure.ts';
import { printResult, processOutput } from './output.ts';

type AddOptions = CommonOptions & { for?: string[]; over?: number; notes?: string };

function audienceArgument(value: string, before: string[] = []): string[] {
  const isName = divisionCode.safeParse(value).success || terminalId.safeParse(value).success;
  if (!isName) throw new InvalidArgumentError(softwareText.badAudience);
  return [...before, value];
}

function hoursArgument(value: string): number {
  if (!/^\d{1,3}$/.test(value) || Number(value) > 14 * 24)
    throw new InvalidArgumentError(softwareText.badHours);
  return Number(value);
}

function versionArgument(value: string): string {
  if (!softwareVersion.safeParse(value).success) throw new InvalidArgumentError(softwareText.badVersion);
  return value;
}

function notesArgument(value: string): string {
  if (value.length > limits.softwareNotesCharacters) throw new InvalidArgumentError(usageText.badText);
  return value;
}

async function softwareAdd(source: string, options: AddOptions): Promise<void> {
  const county = openFrom(options);
  if (!existsSync(source)) throw new UsageError(`${usageText.wrong}：${source}`, usageText.remedy, 'SOURCE');
  const added = await addSoftware(county, {
    source,
    for: options.for ?? [],
    ...(options.over === undefined ? {} : { spreadHours: options.over }),
    ...(options.notes ? { notes: options.notes } : {}),
  });
  const text = resultText.software(added.version, added.platform, added.terminals.length, added.spreadHours);
  printResult(processOutput(options.json ?? false), added, text);
}

async function softwareList(options: CommonOptions): Promise<void> {
  const output = processOutput(options.json ?? false);
  const offered = listSoftware(openFrom(options));
  for (const release of offered) {
    const size = Math.ceil(release.archive.length / 1024 / 1024);
    printResult(output, release, softwareText.line(release.version, release.platform, release.for, size));
  }
  if (offered.length === 0 && !output.json) output.line(softwareText.none);
}

async function softwareWithdraw(version: string, options: CommonOptions): Promise<void> {
  const platforms = await withdrawSoftware(openFrom(options), version);
  const text = softwareText.withdrawn(version, platforms);
  printResult(processOutput(options.json ?? false), { version, platforms }, text);
}

export function addSoftwareCommands(program: Command, add: AddCommand): void {
  const group = addGroup(program, 'software', describeText.software);
  add(group, 'add', describeText.softwareAdd)
    .argument('<SOURCE>', describeText.softwareSource)
    .option('--for <NAME>', describeText.softwareFor, audienceArgument)
    .option('--over <HOURS>', describeText.softwareOver, hoursArgument)
    .option('--notes <TEXT>', describeText.softwareNotes, notesArgument)
    .action(softwareAdd);
  add(group, 'list', describeText.softwareList).action(softwareList);
  add(group, 'withdraw', describeText.softwareWithdraw)
    .argument('<VERSION>', '', versionArgument)
    .action(softwareWithdraw);
}
