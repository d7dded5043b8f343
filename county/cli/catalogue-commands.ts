/** `catalogue add`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { catalogue as catalogueSchema } from '../../main/contract/catalogue.ts';
import { limits } from '../../main/contract/limits.ts';
import { readLocatedYaml } from '../../main/located-yaml/read.ts';
import { describeText, resultText, usageText } from '../../main/text/county.ts';
import { addCatalogue, checkCatalogue } from '../open-county.ts';
import { type CommonOptions, codeArgument, openFrom } from './arguments.ts';
import { type AddCommand, addGroup } from './command-tree.ts';
import { FileRefused, UsageError } from './failure.ts';
import { printResult, processOutput } from './output.ts';

type CatalogueOptions = CommonOptions & { for?: string };

async function catalogueAdd(file: string, options: CatalogueOptions): Promise<void> {
  const county = openFrom(options);
  if (!existsSync(file) || statSync(file).size > limits.catalogueBytes)
    throw new UsageError(`${usageText.wrong}：${file}`, usageText.remedy, 'FILE');
  // JSON is YAML too, so that mistakes in either have a line. What fits the schema is held against the installed ones.
  const read = readLocatedYaml(readFileSync(file, 'utf8'), catalogueSchema, (written) => {
    const parsed = catalogueSchema.safeParse(written);
    return parsed.success ? checkCatalogue(county, parsed.data, options.for) : [];
  });
  if (!read.value) throw new FileRefused(read.problems.map((problem) => ({ file, ...problem })));
  const installed = await addCatalogue(county, read.value, options.for);
  const text = resultText.catalogue(installed.catalogue, installed.version, installed.terminals.length);
  printResult(processOutput(options.json ?? false), installed, text);
}

export function addCatalogueCommands(program: Command, add: AddCommand): void {
  add(addGroup(program, 'catalogue', describeText.catalogue), 'add', describeText.catalogueAdd)
    .argument('<FILE>')
    .option('--for <CODE>', describeText.catalogueFor, codeArgument)
    .action(catalogueAdd);
}
