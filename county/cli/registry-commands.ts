/** `init`, `township add`, `village add`, `terminal add`, `key rotate|revoke`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { describeText, resultText, usageText } from '../../main/text/county.ts';
import {
  addTerminal,
  addTownship,
  addVillage,
  CountyRefusal,
  createCounty,
  readRegistry,
  revokeKey,
  rotateKey,
  writeKioskFile,
} from '../open-county.ts';
import { isCounty, isTownship } from '../repository/role-names.ts';
import {
  brokerArgument,
  type CommonOptions,
  codeArgument,
  countyDir,
  nameArgument,
  openFrom,
  terminalArgument,
} from './arguments.ts';
import { type AddCommand, addGroup } from './command-tree.ts';
import { UsageError } from './failure.ts';
import { printResult, processOutput } from './output.ts';
import { passphraseSource } from './passphrase.ts';

const outputOf = (options: CommonOptions) => processOutput(options.json ?? false);

type InitOptions = CommonOptions & { code: string; name: string; rootOut?: string };

async function init(options: InitOptions): Promise<void> {
  const { dir } = countyDir(options);
  const { code, name, rootOut } = options;
  if (!isCounty(code)) throw new UsageError(usageText.badCode, usageText.remedy, 'code');
  if (existsSync(path.join(dir, 'county.json'))) throw new CountyRefusal('county-exists', dir);
  const passphrase = await passphraseSource(undefined, true)();
  const county = await createCounty({ dir, code, name, passphrase, ...(rootOut ? { rootOut } : {}) });
  const root = rootOut ?? county.folder.rootKeys;
  printResult(outputOf(options), { code, name, dir, rootKeys: root }, resultText.created(name, dir, root));
}

async function townshipAdd(code: string, name: string, options: CommonOptions): Promise<void> {
  if (!isTownship(code)) throw new UsageError(usageText.badCode, usageText.remedy, 'CODE');
  await addTownship(openFrom(options), { code, name });
  printResult(outputOf(options), { code, name }, resultText.added(name, code));
}

type VillageOptions = CommonOptions & { kind: 'village' | 'community' };

async function villageAdd(code: string, name: string, options: VillageOptions): Promise<void> {
  if (code.endsWith('000')) throw new UsageError(usageText.badCode, usageText.remedy, 'CODE');
  const { kind } = options;
  await addVillage(openFrom(options), { code, name, kind });
  printResult(outputOf(options), { code, name, kind }, resultText.added(name, code));
}

type TerminalOptions = CommonOptions & {
  village: string;
  broker?: string;
  folder?: string;
  out: string;
  ca?: string;
  renew?: boolean;
};

async function terminalAdd(id: string, options: TerminalOptions): Promise<void> {
  const { village, broker, folder, out, ca, renew } = options;
  if (!broker && !folder) throw new UsageError(usageText.wrong, usageText.remedy, '--broker');
  if (existsSync(out)) throw new CountyRefusal('file-exists', out);
  const county = openFrom(options);
  const credentials = await addTerminal(county, { id, village, ...(renew ? { renew } : {}) });
  const files = writeKioskFile(county.folder, {
    terminal: id,
    village,
    out,
    ...(broker ? { broker: { url: broker, credentials, ...(ca ? { ca } : {}) } } : {}),
    ...(folder ? { folder } : {}),
  });
  const text = resultText.terminal(id, files, broker !== undefined);
  printResult(outputOf(options), { terminal: id, village, config: out, files }, text);
}

const kindArgument = (value: string) => {
  if (value !== 'village' && value !== 'community') throw new InvalidArgumentError(usageText.badKind);
  return value;
};

type KeyOptions = CommonOptions & { root?: string; replace?: string };

async function keyRotate(role: string, options: KeyOptions): Promise<void> {
  const { root, replace } = options;
  const given = { role, ...(root ? { rootKeys: root } : {}), ...(replace ? { replace } : {}) };
  const changed = await rotateKey(openFrom(options), given);
  printResult(outputOf(options), changed, resultText.key(changed.role, changed.keyId));
}

async function keyRevoke(role: string, options: CommonOptions): Promise<void> {
  const county = openFrom(options);
  readRegistry(county.folder);
  const changed = await revokeKey(county, role);
  printResult(outputOf(options), changed, resultText.key(changed.role, changed.keyId));
}

function addTerminalCommand(program: Command, add: AddCommand): void {
  add(addGroup(program, 'terminal', describeText.terminal), 'add', describeText.terminalAdd)
    .argument('<ID>', '', terminalArgument)
    .requiredOption('--village <CODE>', describeText.ofVillage, codeArgument)
    .option('--broker <URL>', describeText.broker, brokerArgument)
    .option('--folder <DIR>', describeText.folder)
    .requiredOption('--out <FILE>', describeText.out)
    .option('--ca <FILE>', describeText.ca)
    .option('--renew', describeText.renew)
    .action(terminalAdd);
}

export function addRegistryCommands(program: Command, add: AddCommand): void {
  add(program, 'init', describeText.init)
    .requiredOption('--code <C>', describeText.code, codeArgument)
    .requiredOption('--name <N>', describeText.name, nameArgument)
    .option('--root-out <DIR>', describeText.rootOut)
    .action(init);
  add(addGroup(program, 'township', describeText.township), 'add', describeText.townshipAdd)
    .argument('<CODE>', '', codeArgument)
    .argument('<NAME>', '', nameArgument)
    .action(townshipAdd);
  add(addGroup(program, 'village', describeText.village), 'add', describeText.villageAdd)
    .argument('<CODE>', '', codeArgument)
    .argument('<NAME>', '', nameArgument)
    .addOption(new Option('--kind <KIND>', describeText.kind).argParser(kindArgument).makeOptionMandatory())
    .action(villageAdd);
  addTerminalCommand(program, add);
  const key = addGroup(program, 'key', describeText.key);
  add(key, 'rotate', describeText.rotate)
    .argument('<ROLE>')
    .option('--root <DIR>', describeText.root)
    .option('--replace <KEY>', describeText.replace)
    .action(keyRotate);
  add(key, 'revoke', describeText.revoke).argument('<ROLE>').action(keyRevoke);
}
