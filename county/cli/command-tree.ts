/** How every command is set up: Chinese help, `--dir`, `--json`, errors thrown instead of exits. */
import { Command } from 'commander';
import { describeText, usageText } from '../../main/text/county.ts';

export type AddCommand = (parent: Command, name: string, description: string) => Command;

function prepare(command: Command): Command {
  return command
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .configureHelp({ styleTitle: (title) => usageText.titles[title] ?? title })
    .helpOption('-h, --help', usageText.help)
    .helpCommand(false);
}

export function programNamed(name: string): Command {
  return prepare(new Command(name).description(describeText.program));
}

/** A group such as `village`, whose commands stand below it. */
export const addGroup: AddCommand = (parent, name, description) =>
  prepare(parent.command(name).description(description));

export const addCommand: AddCommand = (parent, name, description) =>
  prepare(parent.command(name).description(description))
    .option('--dir <DIR>', describeText.dir)
    .option('--json', describeText.json);
