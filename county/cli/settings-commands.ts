/** `settings set|show`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { limits } from '../../main/contract/limits.ts';
import { readLocatedYaml } from '../../main/located-yaml/read.ts';
import { usageText } from '../../main/text/county.ts';
import { settingsText } from '../../main/text/county-settings.ts';
import { faceProblems, settingsFile, withPictures } from '../divisions/face.ts';
import { asFile, asYaml, noLongerSet, settingsAt } from '../divisions/shown-settings.ts';
import { readRegistry, setSettings } from '../open-county.ts';
import { type CommonOptions, openFrom } from './arguments.ts';
import { type AddCommand, addGroup } from './command-tree.ts';
import { FileRefused, UsageError } from './failure.ts';
import { printResult, processOutput } from './output.ts';

const outputOf = (options: CommonOptions) => processOutput(options.json ?? false);

const targetArgument = (value: string) => {
  if (!/^(\d{12}|[a-z0-9-]{3,32})$/.test(value)) throw new InvalidArgumentError(usageText.badTerminal);
  return value;
};

async function set(target: string, file: string, options: CommonOptions): Promise<void> {
  const county = openFrom(options);
  if (!existsSync(file) || statSync(file).size > limits.settingsBytes)
    throw new UsageError(`${usageText.wrong}：${file}`, usageText.remedy, 'FILE');
  const folder = path.dirname(file);
  const read = readLocatedYaml(readFileSync(file, 'utf8'), settingsFile, (written) =>
    faceProblems(written, folder),
  );
  if (!read.value)
    throw new FileRefused(
      read.problems.map((problem) => ({
        file,
        ...problem,
        remedy: settingsText.withSample(problem.remedy),
      })),
    );
  const before = settingsAt(readRegistry(county.folder), target);
  const terminals = await setSettings(county, target, withPictures(read.value, folder));
  const gone = noLongerSet(before, read.value);
  const said = [
    settingsText.done(terminals.length),
    ...(gone.length > 0 ? [settingsText.noLongerSet(gone)] : []),
  ];
  printResult(outputOf(options), { target, terminals, noLongerSet: gone }, said.join('\n'));
}

function show(target: string, options: CommonOptions): void {
  const { folder } = openFrom(options);
  const settings = asFile(folder, settingsAt(readRegistry(folder), target));
  printResult(outputOf(options), { target, settings }, asYaml(target, settings));
}

export function addSettingsCommands(program: Command, add: AddCommand): void {
  const settings = addGroup(program, 'settings', settingsText.group);
  add(settings, 'set', settingsText.set)
    .argument('<ID|CODE>', settingsText.target, targetArgument)
    .argument('<FILE>')
    .action(set);
  add(settings, 'show', settingsText.show)
    .argument('<ID|CODE>', settingsText.target, targetArgument)
    .action(show);
}
