/** `web`. */
import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { webText } from '../../main/text/county-web.ts';
import { buildSite } from '../web/build-site.ts';
import { type CommonOptions, codeArgument, openFrom } from './arguments.ts';
import type { AddCommand } from './command-tree.ts';
import { printResult, processOutput } from './output.ts';

type WebOptions = CommonOptions & { out: string; for?: string; address?: string };

async function web(options: WebOptions): Promise<void> {
  const built = await buildSite(openFrom(options), {
    out: path.resolve(options.out),
    ...(options.for === undefined ? {} : { division: options.for }),
    ...(options.address === undefined ? {} : { address: options.address }),
  });
  printResult(processOutput(options.json ?? false), built, webText.done(built.pages, built.files));
}

const addressArgument = (value: string): string => {
  if (!/^https:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(value) || value.endsWith('/'))
    throw new InvalidArgumentError(webText.badAddress);
  return value;
};

export function addWebCommands(program: Command, add: AddCommand): void {
  add(program, 'web', webText.command)
    .requiredOption('--out <DIR>', webText.out)
    .option('--for <CODE>', webText.for, codeArgument)
    .option('--address <URL>', webText.address, addressArgument)
    .action(web);
}
